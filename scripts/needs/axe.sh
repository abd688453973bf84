#!/bin/sh
# Lays axe-core, with which the tests look for barriers on every page, into target/needs. It is never committed.
set -eu
version=4.14.1
sum=1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5

cd "$(dirname "$0")/../.."
grep -qsx "$version" target/needs/axe.version && exit 0
mkdir -p target/needs
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "axe-core@$version" >/dev/null)
echo "$sum  $work/axe-core-$version.tgz" | sha512sum --check --quiet
tar -xzf "$work/axe-core-$version.tgz" -C "$work" package/axe.min.js
mv "$work/package/axe.min.js" target/needs/axe.min.js
echo "$version" >target/needs/axe.version
