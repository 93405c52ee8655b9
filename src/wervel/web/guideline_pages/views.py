"""The guideline, open to everybody: a page for each chapter, a page for each thing, and a search."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wervel.web.guideline_pages import edition
from wervel.web.guideline_pages.search import LONGEST, search
from wervel.web.look.saying import language_now

ON_A_PAGE = 20


@login_not_required
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    return _shown(request, edition.chapter("index", language_now()))


@login_not_required
@require_safe
def chapter(request: HttpRequest, page: str) -> HttpResponse:
    return _shown(request, edition.chapter(page, language_now()))


@login_not_required
@require_safe
def thing(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return _shown(request, edition.leaf_of(kind, key, language_now()))


@login_not_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    sought = request.GET.get("q", "").strip()[:LONGEST]
    page = Paginator(search(sought, language_now()), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "guideline_pages/search.html", {"sought": sought, "page": page, "count": page.paginator.count})


def _shown(request: HttpRequest, leaf: edition.Leaf | None) -> HttpResponse:
    if leaf is None:
        raise Http404
    return render(request, "guideline_pages/leaf.html", {"leaf": leaf})
