#!/bin/sh
# Two CAs, a certificate of the third parties from each, and a trust store that knows the first CA only.
set -e
rm -rf /srv/tls-jvm && mkdir -p /srv/tls-jvm && cd /srv/tls-jvm
for ca in old new; do
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/O=Recorder/CN=Test CA $ca" -keyout ca-$ca.key -out ca-$ca.pem 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -subj "/CN=third parties" -keyout $ca.key -out $ca.csr 2>/dev/null
  printf 'subjectAltName=DNS:acquirer.encore.internal,DNS:venues.encore.internal\n' > ext.cnf
  openssl x509 -req -in $ca.csr -CA ca-$ca.pem -CAkey ca-$ca.key -CAcreateserial -days 20 -extfile ext.cnf -out $ca.crt 2>/dev/null
  cat $ca.crt $ca.key > third-$ca.pem
done
"${JAVA_HOME:-/opt/java/openjdk}/bin/keytool" -importcert -noprompt -alias old -file ca-old.pem -keystore trust.p12 -storepass changeit -storetype PKCS12
