#!/bin/sh
# The suite again where more is found: SQLite, browser, PDF rules, PostgreSQL and Redis. Says what it left out.
set -eu
cd "$(dirname "$0")/.."
PY=.venv/bin/python
left_out=""
stop=""
trap 'for command in $stop; do "$command" || true; done' EXIT

run() { echo; echo "== $1"; shift; "$@"; }

[ -n "${SQLITE_DONE:-}" ] || run "SQLite" "$PY" -m pytest -n auto

run "Thorough: every order of every scenario, 500 random shops" "$PY" -m pytest -n auto -m thorough ${THOROUGH:+-k "$THOROUGH"}

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
  run "Browser" "$PY" -m pytest -n auto --dist worksteal -m browser
else
  left_out="$left_out browser(no chromium)"
fi

if command -v java >/dev/null && [ -e /usr/share/java/jaxb-runtime.jar ]; then
  run "PDF rules" "$PY" -m pytest -m pdfcheck
else
  left_out="$left_out pdfcheck(no Java with JAXB)"
fi

work=$(mktemp -d)
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1 || true)
stop_postgres() { su_run "$pg_bin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1; }
stop_redis() { redis-cli -p 16379 shutdown nosave >/dev/null 2>&1; }
su_run() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }

if [ -n "$pg_bin" ]; then
  mkdir "$work/pg"
  chmod 755 "$work"
  [ "$(id -u)" != 0 ] || chown postgres "$work/pg"
  su_run "$pg_bin/initdb" -D "$work/pg" -U cpd -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  su_run "$pg_bin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
    -o "-p 15432 -k '' -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off" start >/dev/null
  stop="stop_postgres $stop"
  run "PostgreSQL" env DATABASE_URL=postgres://cpd@127.0.0.1:15432/postgres "$PY" -m pytest -n auto \
    -m "not browser and not redis and not pdfcheck and not thorough"
else
  left_out="$left_out postgres(no server)"
fi

if command -v redis-server >/dev/null; then
  redis-server --port 16379 --bind 127.0.0.1 --save '' --appendonly no --daemonize yes --dir "$work" >/dev/null
  stop="stop_redis $stop"
  run "Redis" env TEST_REDIS_URL=redis://127.0.0.1:16379/0 "$PY" -m pytest -m redis
else
  left_out="$left_out redis(no server)"
fi

echo
echo "Left out:${left_out:- nothing}"
