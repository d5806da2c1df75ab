#!/bin/sh
# The MariaDB data directory that each recording copies. Needs mariadb-server of Debian.
set -e
here=$(cd "$(dirname "$0")" && pwd)
T=/tmp/rec-gin/mariadb
rm -rf $T && mkdir -p $T && chown mysql: $T
mariadb-install-db --no-defaults --user=mysql --datadir=$T --innodb-log-file-size=16M --skip-test-db >/dev/null
mariadbd --no-defaults --user=mysql --datadir=$T --socket=$T/seed.sock --skip-networking --innodb-log-file-size=16M >/tmp/rec-gin/seed.log 2>&1 &
pid=$!
sql() { mariadb --no-defaults -S $T/seed.sock "$@"; }
for i in $(seq 60); do sql -e 'select 1' >/dev/null 2>&1 && break; sleep 0.5; done
sql -e 'create database wheels'
for u in stations accounts receipts reporting admin; do sql -e "create user $u@'%' identified by '$u-secret'; grant all on wheels.* to $u@'%'"; done
sql wheels < "$here/../seed-wheels.sql"
sql -e 'set global innodb_fast_shutdown = 0; shutdown'
wait $pid
