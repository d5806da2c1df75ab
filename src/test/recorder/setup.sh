#!/bin/sh
# Prepares a Debian 12 machine: copies the services to /srv/app, installs their libraries, builds the Go programs and a
# PostgreSQL template directory. Needs root and: postgresql-15 redis-server rabbitmq-server nginx haproxy nodejs go.
set -e
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p /srv/app /srv/bin /tmp/rec
cp -r "$here/node" "$here/python" /srv/app/
[ -d /srv/node_modules ] || (cp "$here/node/package.json" /srv/ && cd /srv && npm install)
[ -d /srv/venv ] || (/usr/bin/python3 -m venv /srv/venv && /srv/venv/bin/pip install -r "$here/python/requirements.txt")
for d in geo quotes sessions; do
  (cd "$here/go" && CGO_ENABLED=0 go build -trimpath -o /srv/bin/$d.new ./$d && mv /srv/bin/$d.new /srv/bin/$d)
done
if [ ! -d /tmp/rec/pgtemplate ]; then
  B=/usr/lib/postgresql/15/bin
  mkdir -p /tmp/rec/pgtemplate && chown postgres: /tmp/rec /tmp/rec/pgtemplate
  P="setpriv --reuid=postgres --regid=postgres --init-groups"
  $P $B/initdb -D /tmp/rec/pgtemplate -A trust -E UTF8 --no-locale >/dev/null
  $P $B/pg_ctl -D /tmp/rec/pgtemplate -o "-c listen_addresses='' -k /tmp/rec" -w -l /tmp/rec/pginit.log start
  psql -h /tmp/rec -U postgres -c "create database core"
  for u in cart feed web users billing recommender geo quotes sessions api worker ingest admin etl; do
    psql -h /tmp/rec -U postgres -q -c "create role $u login password '$u-secret'"
    psql -h /tmp/rec -U postgres -d core -q -c "alter default privileges in schema public grant all on tables to $u; alter default privileges in schema public grant all on sequences to $u"
  done
  psql -h /tmp/rec -U postgres -d core -q -f "$here/seed.sql"
  $P $B/pg_ctl -D /tmp/rec/pgtemplate -m fast -w stop
  printf 'local all all trust\nhost all all all scram-sha-256\n' > /tmp/rec/pgtemplate/pg_hba.conf
fi
