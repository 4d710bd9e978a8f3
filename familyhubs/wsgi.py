"""The web process, for gunicorn: `gunicorn familyhubs.wsgi` (its own settings are in gunicorn.conf.py)."""

from django.core.wsgi import get_wsgi_application

from familyhubs import start

start.load_settings(exit_code=start.GUNICORN_GIVES_UP)

application = get_wsgi_application()
