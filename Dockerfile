# The first stage builds assets and an environment from the lock files; `portal` runs them and nothing else; `backup` adds
# PostgreSQL's own pg_dump, which must not be older than the server.
FROM python:3.11-slim AS build
WORKDIR /app
RUN pip install --no-cache-dir 'uv>=0.9'
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY pyproject.toml uv.lock ./
# The build environment has Node in it; the one that is shipped has only what runs.
RUN UV_PROJECT_ENVIRONMENT=/build/.venv uv sync --locked --no-install-project \
    && uv sync --locked --no-dev --no-install-project
COPY package.json package-lock.json ./
COPY govuk govuk
RUN /build/.venv/bin/python -m govuk.build
COPY . .
# Files get fingerprinted names here, so that the web process needs to write nothing; the values are not kept.
RUN SECRET_KEY=only-to-collect-files-in-the-image-build-and-then-gone DATABASE_URL=postgresql://build@127.0.0.1/build \
    CELERY_BROKER_URL=amqp://127.0.0.1 ALLOWED_HOSTS=build \
    ACCESS_LOG_KEY=only-to-collect-files-in-the-image-build \
    NOTIFY_API_KEY=build-00000000-0000-0000-0000-000000000000-00000000-0000-0000-0000-000000000000 \
    DOCUMENT_FOLDER=/app/var/documents \
    NOTIFY_CALLBACK_TOKEN=only-to-collect-files-in-the-image-build \
    .venv/bin/python manage.py collectstatic --noinput --verbosity=0 \
    && rm -rf node_modules var/assets* package*.json uv.lock

FROM python:3.11-slim AS portal
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent familyhubs
WORKDIR /app
COPY --from=build /app /app
# Beat writes when it last ran each task, the worker what was destroyed, `backup` its files.
RUN install -d -m 0700 -o familyhubs -g familyhubs var/beat var/erasures var/backups var/documents
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER familyhubs
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-m", "familyhubs.ask_health"]
CMD ["gunicorn"]

FROM portal AS backup
USER root
# PostgreSQL's own package archive, set up by the script that Debian ships for it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-common ca-certificates \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*
USER familyhubs
HEALTHCHECK NONE
CMD ["python", "manage.py", "backup"]

# Built when no stage is asked for.
FROM portal
