#!/bin/sh
# Prepares what the held-back stacks need beyond setup.sh: the Quarkus services (one build per release), the plain Java services with Kafka,
# the Ruby and PHP services, the Vert.x, Micronaut, Helidon and Ktor services, and PostgreSQL templates of their own. Needs Maven, a JDK 25 (JAVA_HOME) and from Debian: ruby puma ruby-sinatra
# ruby-sidekiq ruby-pg ruby-redis ruby-connection-pool ruby-faraday ruby-sequel php8.2-fpm php8.2-cli php8.2-pgsql php8.2-curl
# Rust needs cargo 1.85 or later, NestJS needs npm and Node 20.
# For the part beam (Perl, Erlang, Elixir, nginx with Lua) see there.
set -e
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p /srv/java /srv/app /srv/build /opt/java
[ -d /opt/java/openjdk ] || cp -r "$JAVA_HOME" /opt/java/openjdk
quarkus() { # module, release
  mvn -B -q -f /srv/build/quarkus package -DskipTests -pl "$1" -Dquarkus.application.version="$2"
  rm -rf "/srv/java/$1-$2" && cp -r "/srv/build/quarkus/$1/target/quarkus-app" "/srv/java/$1-$2"
}
case "${1:-all}" in all|quarkus)
  rm -rf /srv/build/quarkus && cp -r "$here/quarkus" /srv/build/
  for r in 4.2.0 4.3.0 4.4.0 4.5.0 4.6.0; do quarkus reservations $r; done
  for r in 2.8.1 2.9.0; do quarkus tariffs $r; done
  quarkus vouchers 1.12.0
esac
case "${1:-all}" in all|plain)
  rm -rf /srv/build/plain && cp -r "$here/plain" /srv/build/
  mvn -B -q -f /srv/build/plain package -DskipTests
  rm -rf /srv/java/plain && mkdir /srv/java/plain && cp /srv/build/plain/target/*.jar /srv/build/plain/target/lib/*.jar /srv/java/plain/
  mvn -B -q -f "$here/plain/kafka-server.xml" dependency:copy-dependencies -DoutputDirectory=/srv/java/kafka
esac
case "${1:-all}" in all|scripts)
  cp -r "$here/ruby" "$here/php" "$here/python" /srv/app/
esac
case "${1:-all}" in all|rust)
  # The compiler writes the places of panics into the programs: without this they would name folders of this machine.
  mkdir -p /srv/build-rust /srv/rust && cp -r "$here/rust/." /srv/build-rust/
  cargo fetch -q --manifest-path /srv/build-rust/Cargo.toml
  crates=$(ls -d "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/ | head -1)
  (cd /srv/build-rust && RUSTFLAGS="--remap-path-prefix ${crates%/}=/cargo --remap-path-prefix ${CARGO_HOME:-$HOME/.cargo}=/cargo" cargo build -q --release)
  for s in parcels slots routing scanner; do cp /srv/build-rust/target/release/$s /srv/rust/$s.new && mv /srv/rust/$s.new /srv/rust/$s; done
  sed -e "s:/srv/tls:/srv/tls-rust:g" -e "s:^for host in .*; do:for host in carrier.fleet.internal; do:" -e "/keytool/,/^fi/d" "$here/tls.sh" | sh
esac
case "${1:-all}" in all|nest)
  mkdir -p /srv/app-nest && cp -r "$here/nest/." /srv/app-nest/
  (cd /srv/app-nest && npm install --no-audit --no-fund && npx tsc)
esac
case "${1:-all}" in all|database-rust)
  B=/usr/lib/postgresql/15/bin
  T=/tmp/rec/pgtemplate-rust
  P="setpriv --reuid=postgres --regid=postgres --init-groups"
  rm -rf $T && mkdir -p $T && chown postgres: $T
  $P $B/initdb -D $T -A trust -E UTF8 --no-locale >/dev/null
  $P $B/pg_ctl -D $T -o "-c listen_addresses='' -k $T" -w -l $T/init.log start
  for d in logistics:parcels,slots,scanner,admin,etl bazaar:catalog,loyalty,reporting; do
    db=${d%%:*}
    psql -h $T -U postgres -q -c "create database $db"
    for u in $(echo "${d#*:}" | tr , ' '); do
      psql -h $T -U postgres -q -c "create role $u login password '$u-secret'"
      psql -h $T -U postgres -d $db -q -c "alter default privileges in schema public grant all on tables to $u; alter default privileges in schema public grant all on sequences to $u"
    done
    psql -v ON_ERROR_STOP=1 -h $T -U postgres -d $db -q -f "$here/seed-$db.sql"
  done
  $P $B/pg_ctl -D $T -m fast -w stop
  rm $T/init.log
esac
case "${1:-all}" in all|beam) # Debian: libmojolicious-perl starman libdancer2-perl libdbd-pg-perl libredis-perl libanyevent-rabbitmq-perl liblog-log4perl-perl libwww-perl
  # elixir erlang-p1-pgsql erlang-jiffy erlang-lager erlang-poolboy erlang-redis-client libnginx-mod-http-lua; cowboy and amqp_client come with rabbitmq-server
  A=/srv/app-beam
  mkdir -p $A && rm -rf $A/perl $A/lua $A/ebin && cp -r "$here/perl" "$here/lua" $A/ && mkdir $A/ebin
  R=$(echo /usr/lib/rabbitmq/lib/rabbitmq_server-*/plugins)
  export ERL_LIBS=$R
  cp "$here"/beam/*.app $A/ebin/
  erlc -o $A/ebin "$here"/beam/*.erl
  elixirc -pa $A/ebin -o $A/ebin "$here"/beam/*.ex
  B=/usr/lib/postgresql/15/bin
  T=/tmp/rec/pgtemplate-beam
  P="setpriv --reuid=postgres --regid=postgres --init-groups"
  rm -rf $T && mkdir -p $T && chown postgres: $T
  $P $B/initdb -D $T -A trust -E UTF8 --no-locale >/dev/null
  $P $B/pg_ctl -D $T -o "-c listen_addresses='' -c port=5439 -k /tmp/rec" -w -l /tmp/rec/pginit-beam.log start
  for d in parcels:tracking,labels,tariff,ops arcade:wallet,finance; do
    db=${d%%:*}
    psql -h /tmp/rec -p 5439 -U postgres -q -c "create database $db"
    for u in $(echo "${d#*:}" | tr , ' '); do
      psql -h /tmp/rec -p 5439 -U postgres -q -c "create role $u login password '$u-secret'"
      psql -h /tmp/rec -p 5439 -U postgres -d $db -q -c "alter default privileges in schema public grant all on tables to $u; alter default privileges in schema public grant all on sequences to $u"
    done
    psql -v ON_ERROR_STOP=1 -h /tmp/rec -p 5439 -U postgres -d $db -q -f "$here/seed-$db.sql"
  done
  $P $B/pg_ctl -D $T -m fast -w stop
  printf 'local all all trust\nhost all all all scram-sha-256\n' > $T/pg_hba.conf
esac
case "${1:-all}" in all|database)
  B=/usr/lib/postgresql/15/bin
  T=/tmp/rec/pgtemplate-held-back
  P="setpriv --reuid=postgres --regid=postgres --init-groups"
  rm -rf $T && mkdir -p $T && chown postgres: $T
  $P $B/initdb -D $T -A trust -E UTF8 --no-locale >/dev/null
  $P $B/pg_ctl -D $T -o "-c listen_addresses='' -k /tmp/rec" -w -l /tmp/rec/pginit.log start
  for d in travel:reservations,tariffs,vouchers library:lending,holds,reminders clinic:appointments energy:metering,forecast,meterapi,admin,etl; do
    db=${d%%:*}
    psql -h /tmp/rec -U postgres -q -c "create database $db"
    for u in $(echo "${d#*:}" | tr , ' '); do
      psql -h /tmp/rec -U postgres -q -c "create role $u login password '$u-secret'"
      psql -h /tmp/rec -U postgres -d $db -q -c "alter default privileges in schema public grant all on tables to $u; alter default privileges in schema public grant all on sequences to $u"
    done
    psql -v ON_ERROR_STOP=1 -h /tmp/rec -U postgres -d $db -q -f "$here/seed-$db.sql"
  done
  $P $B/pg_ctl -D $T -m fast -w stop
  printf 'local all all trust\nhost all all all scram-sha-256\n' > $T/pg_hba.conf
esac
case "${1:-all}" in all|jvm)
  rm -rf /srv/build-jvm && cp -r "$here/jvm" /srv/build-jvm
  mvn -B -q -f /srv/build-jvm package -DskipTests
  for m in boxoffice seating payments mailer; do
    rm -rf /srv/app-jvm/$m && mkdir -p /srv/app-jvm/$m && cp /srv/build-jvm/$m/target/*.jar /srv/build-jvm/$m/target/lib/*.jar /srv/app-jvm/$m/
  done
  "$here/jvm/database.sh" && "$here/jvm/tls.sh"
esac
case "${1:-all}" in all|campus) # Django, Celery, aiohttp, Litestar
  mkdir -p /srv/app-dj /tmp/rec-dj && cp -r "$here/campus/." /srv/app-dj/
  [ -d /srv/app-dj/venv ] || (/usr/bin/python3 -m venv /srv/app-dj/venv && /srv/app-dj/venv/bin/pip install -r "$here/campus/requirements.txt")
  "$here/campus/tls.sh"
  B=/usr/lib/postgresql/15/bin
  T=/tmp/rec-dj/pgtemplate
  P="setpriv --reuid=postgres --regid=postgres --init-groups"
  rm -rf $T && mkdir -p $T && chown postgres: $T
  $P $B/initdb -D $T -A trust -E UTF8 --no-locale >/dev/null
  $P $B/pg_ctl -D $T -o "-c listen_addresses='' -k $T" -w -l $T/init.log start
  psql -h $T -U postgres -q -c "create database campus"
  for u in courses grading progress analyst; do
    psql -h $T -U postgres -q -c "create role $u login password '$u-secret'"
    psql -h $T -U postgres -d campus -q -c "alter default privileges in schema public grant all on tables to $u; alter default privileges in schema public grant all on sequences to $u"
  done
  psql -v ON_ERROR_STOP=1 -h $T -U postgres -d campus -q -f "$here/campus/seed.sql"
  $P $B/pg_ctl -D $T -m fast -w stop
  rm $T/init.log
  printf 'local all all trust\nhost all all all scram-sha-256\n' > $T/pg_hba.conf
esac
case "${1:-all}" in all|gin) # Debian: mariadb-server golang nodejs rabbitmq-server redis-server haproxy
  A=/srv/app-gin
  mkdir -p $A/src $A/bin $A/node && rm -rf $A/src/go $A/src/gin && cp -r "$here/go" "$here/gin" $A/src/
  (cd $A/src/gin && go build -trimpath -o $A/bin/ ./...)
  cp "$here"/koa/* "$here/node/lite.js" $A/node/
  (cd $A/node && npm install --no-audit --no-fund)
  "$here/gin/database.sh"
esac
