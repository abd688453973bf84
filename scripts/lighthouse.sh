#!/bin/sh
# Lighthouse over the five main pages of the sample company, on a database of its own. Prints a table of performance,
# accessibility and best practices for docs/performance.md, with WHY=1 also what is weak; fails below 95. Brings Lighthouse by
# npm into target/needs.
#
#   scripts/lighthouse.sh              builds Smena with the profile `quick`
#   SMENA=PATH scripts/lighthouse.sh   takes this program
set -eu
cd "$(dirname "$0")/.."
version=12.2.3
tool=target/needs/lighthouse/node_modules/.bin/lighthouse
[ -x "$tool" ] || npm install --no-save --no-audit --no-fund --silent --prefix target/needs/lighthouse "lighthouse@$version"
if [ -z "${SMENA:-}" ]; then
  cargo build --quiet --profile quick -p smena --bin smena
  SMENA=target/quick/smena
fi

work=$(mktemp -d)
server=
browser=
trap 'kill $server $browser; wait; rm -rf "$work"' EXIT
db="sqlite:$work/smena.db"
touch "$work/serve.log" "$work/browser.log"
"$SMENA" sample --db "$db" --json >"$work/sample.json"
"$SMENA" serve --db "$db" --listen 127.0.0.1:0 >"$work/serve.log" 2>&1 &
server=$!
site=
until [ -n "$site" ]; do
  kill -0 "$server" || { cat "$work/serve.log"; exit 1; }
  site=$(sed -n 's/.*\(http:\/\/127\.0\.0\.1:[0-9]*\).*/\1/p' "$work/serve.log")
  sleep 0.1
done
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --remote-debugging-port=0 --user-data-dir="$work/profile" 2>"$work/browser.log" &
browser=$!
port=
until [ -n "$port" ]; do
  kill -0 "$browser" || { cat "$work/browser.log"; exit 1; }
  port=$(sed -n 's/^DevTools listening on .*:\([0-9]*\)\/.*/\1/p' "$work/browser.log")
  sleep 0.1
done

of() { node -p "JSON.parse(require('fs').readFileSync('$work/sample.json'))['$1']"; }
curl -sS -o /dev/null -c "$work/cookies" --data-urlencode "login=$(of email)" --data-urlencode "password=$(of password)" "$site/sign-in"
cookie="smena_session=$(awk '$6 == "smena_session" { print $7 }' "$work/cookies")"
first() { curl -sS -H "Cookie: $cookie" "$site$1" | grep -o "href=\"$1/[0-9]*\"" | head -n 1 | grep -o '[0-9]*'; }
deal=$(first /deals)
person=$(curl -sS -H "Cookie: $cookie" "$site/people" | grep -o 'href="/people/[0-9]*"' | tail -n 1 | grep -o '[0-9]*')
echo "{\"Cookie\": \"$cookie\"}" >"$work/headers.json"

echo '| page | performance | accessibility | best practices |'
echo '|---|---|---|---|'
low=0
while read -r name address; do
  "$tool" "$site$address" --port "$port" --quiet --output json --output-path "$work/report.json" \
    --only-categories performance,accessibility,best-practices --extra-headers "$work/headers.json" </dev/null
  node -e '
    const { categories, audits } = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const scores = ["performance", "accessibility", "best-practices"].map((id) => Math.round(categories[id].score * 100));
    console.log(`| ${process.argv[2].replaceAll("_", " ")} | ${scores.join(" | ")} |`);
    const weak = Object.values(audits).filter((audit) => audit.score !== null && audit.score < 0.9);
    if (process.env.WHY) weak.forEach((audit) => console.error(`  ${audit.id}: ${audit.score} ${audit.displayValue ?? ""}`));
    process.exit(scores.every((score) => score >= 95) ? 0 : 1);
  ' "$work/report.json" "$name" || low=1
done <<PAGES
list_of_deals /deals
board /deals/board
card_of_a_deal /deals/$deal
people /people
dialog_of_a_hand-over /handovers/new?person=$person&mode=departure
PAGES
exit $low
