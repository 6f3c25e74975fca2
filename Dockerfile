# One image for web, worker, dispatcher and migration; its bases are arguments. Where no registry
# and no package index answer, see docs/operating.md: the pages are then built and the wheels are
# fetched beforehand, and PAGES and PIP_OPTIONS say that they are given.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS pages
LABEL vetting.stage=pages
ARG PAGES=built
WORKDIR /pages
COPY frontend ./
RUN if [ "$PAGES" = built ]; then npm ci --no-audit --no-fund && npm run build; fi \
 && test -f dist/index.html

FROM ${PYTHON_IMAGE} AS packages
LABEL vetting.stage=packages
ARG PIP_OPTIONS=""
RUN python3 -m venv /venv
COPY requirements/base.txt docker /packages/
RUN cd /packages && /venv/bin/pip install --no-cache-dir --disable-pip-version-check \
    --require-hashes $PIP_OPTIONS -r base.txt

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --home-dir /app vetting
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py pyproject.toml ./
COPY sandbox sandbox
COPY challenges challenges
COPY vetting vetting
COPY --from=pages /pages/dist frontend/dist
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m compileall -q manage.py sandbox challenges vetting
USER vetting
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "vetting.config.wsgi:application"]
