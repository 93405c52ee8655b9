"""The pathway in the browser: one Django project for patient, therapist and club."""
