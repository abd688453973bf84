#!/bin/sh
# Lays aiosmtpd, the mail server that the tests write to, into target/needs, in an environment of its own. It is never
# committed.
set -eu
version=1.4.6

cd "$(dirname "$0")/../.."
grep -qsx "$version" target/needs/smtp.version && exit 0
rm -rf target/needs/smtp
mkdir -p target/needs
python3 -m venv target/needs/smtp
target/needs/smtp/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r scripts/needs/smtp.txt
echo "$version" >target/needs/smtp.version
