#!/bin/sh
# A CA and two certificates of the video host: one for its name, one that names only another host of the provider.
set -e
mkdir -p /srv/tls-dj && cd /srv/tls-dj
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=Campus Test CA" -keyout ca.key -out ca.pem 2>/dev/null
for n in video:video.campus.internal other:cdn7.video-eu.example; do
  f=${n%%:*} h=${n#*:}
  printf 'subjectAltName=DNS:%s\n' "$h" > $f.ext
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$h" -keyout $f.key -out $f.csr 2>/dev/null
  openssl x509 -req -in $f.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile $f.ext -out $f.crt 2>/dev/null
  cat $f.crt $f.key > $f.pem
done
