"""How gunicorn serves the portal; the demo and the image start it with nothing else.

No access log: addresses of pages and of people's machines are nobody's business here, and who looked at whom is
recorded where it is protected, in PostgreSQL.
"""

import os
from pathlib import Path

from django.conf import settings

from familyhubs import env, start

start.load_settings()

wsgi_app = "familyhubs.wsgi"
host = os.environ.get("BIND_HOST", "0.0.0.0")  # noqa: S104 - a container is reached from outside itself
bind = f"{host}:{env.integer('PORT', default=8000, at_least=1, at_most=65535)}"
workers = env.integer("WEB_WORKERS", default=2, at_least=1, at_most=64)
threads = env.integer("WEB_THREADS", default=8, at_least=1, at_most=64)
timeout = 60
graceful_timeout = 5
memory = Path("/dev/shm")  # noqa: S108 - heartbeats stay off the disk
worker_tmp_dir = str(memory) if memory.is_dir() else None
accesslog = None
errorlog = "-"
control_socket_disable = True
# Only the proxies the council named may say that a request came by https; none may set an address or a path by header.
forwarded_allow_ips = ",".join(settings.PROXY_ADDRESSES)
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
forwarder_headers = ""
# Our addresses are short and browsers send a few dozen headers; what is longer is no browser.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
