"""What makes both databases refuse to change the access log, or to remove a row before its term of five years."""

TABLE = "audit_accesslog"
REFUSAL = "the access log is only added to"

CREATE = {
    "sqlite": (
        f"CREATE TRIGGER access_log_stays BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER access_log_is_kept BEFORE DELETE ON {TABLE} WHEN OLD.at > datetime('now', '-5 years') "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION access_log_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER access_log_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION access_log_stays()",
        f"CREATE TRIGGER access_log_is_kept BEFORE DELETE ON {TABLE} FOR EACH ROW WHEN (OLD.at > now() - interval '5 years') "
        "EXECUTE FUNCTION access_log_stays()",
        f"CREATE TRIGGER access_log_is_whole BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION access_log_stays()",
    ),
}
DROP = {
    "sqlite": ("DROP TRIGGER access_log_stays", "DROP TRIGGER access_log_is_kept"),
    "postgresql": (
        f"DROP TRIGGER access_log_stays ON {TABLE}",
        f"DROP TRIGGER access_log_is_kept ON {TABLE}",
        f"DROP TRIGGER access_log_is_whole ON {TABLE}",
        "DROP FUNCTION access_log_stays()",
    ),
}
