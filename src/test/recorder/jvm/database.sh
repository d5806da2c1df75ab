#!/bin/sh
# The PostgreSQL template of the box office, in a folder of its own so that other recordings are not disturbed.
set -e
here=$(cd "$(dirname "$0")" && pwd)
B=/usr/lib/postgresql/15/bin
T=/tmp/rec-jvm/pgtemplate
P="setpriv --reuid=postgres --regid=postgres --init-groups"
rm -rf $T && mkdir -p $T && chown postgres: /tmp/rec-jvm $T
$P $B/initdb -D $T -A trust -E UTF8 --no-locale >/dev/null
$P $B/pg_ctl -D $T -o "-c listen_addresses='' -k /tmp/rec-jvm" -w -l /tmp/rec-jvm/pginit.log start
psql -h /tmp/rec-jvm -U postgres -q -c "create database tickets"
for u in boxoffice seating finance; do
  psql -h /tmp/rec-jvm -U postgres -q -c "create role $u login password '$u-secret'"
  psql -h /tmp/rec-jvm -U postgres -d tickets -q -c "alter default privileges in schema public grant all on tables to $u; alter default privileges in schema public grant all on sequences to $u"
done
psql -v ON_ERROR_STOP=1 -h /tmp/rec-jvm -U postgres -d tickets -q -f "$here/../seed-tickets.sql"
$P $B/pg_ctl -D $T -m fast -w stop
printf 'local all all trust\nhost all all all scram-sha-256\n' > $T/pg_hba.conf
