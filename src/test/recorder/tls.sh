#!/bin/sh
# A private CA, for each third party a valid certificate and one whose end date has passed, and a trust store for Java.
set -e
mkdir -p /srv/tls/db && cd /srv/tls
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=Recorder Test CA" -keyout ca.key -out ca.pem 2>/dev/null
for host in cards.prod.internal rates.prod.internal gds.staywell.svc.cluster.local isbn.library.example forecasts.grid.internal pay.arcade.svc; do
  n=${host%%.*}
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$host" -addext "subjectAltName=DNS:$host" -keyout $n.key -out $n.csr 2>/dev/null
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=db/index\nserial=db/serial\nnew_certs_dir=db\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n' > ca.cnf
  : > db/index; echo 01 > db/serial
  fmt=%Y%m%d%H%M%SZ
  openssl ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in $n.csr -out $n-valid.crt -startdate "$(date -u -d '-60 days' +$fmt)" -enddate "$(date -u -d '+20 days' +$fmt)" 2>/dev/null
  openssl ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in $n.csr -out $n-expired.crt -startdate "$(date -u -d '-90 days' +$fmt)" -enddate "$(date -u -d '-1 minute' +$fmt)" 2>/dev/null
  for k in valid expired; do (openssl x509 -in $n-$k.crt; cat $n.key) > $n-$k.pem; done
done
if command -v keytool >/dev/null; then
  rm -f trust.p12 && keytool -importcert -noprompt -alias recorder -file ca.pem -keystore trust.p12 -storepass changeit -storetype PKCS12
fi
