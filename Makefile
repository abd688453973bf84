# What people do with this repository. `make` alone says what there is.

DB ?= sqlite:data/smena.db
LISTEN ?= 127.0.0.1:7878
RECORDS ?= 1000000
SMENA := cargo run --quiet --profile quick -p smena --bin smena --

.PHONY: help run test needs lint screenshots guide bench docs

help:
	@echo 'make run          build Smena and start it with a sample company on http://$(LISTEN)'
	@echo 'make test         run every test (installs PostgreSQL, Chromium, npm and Python when they are missing, and fetches axe-core and aiosmtpd)'
	@echo 'make lint         formatting and lints, as .ci/run checks them'
	@echo 'make screenshots  pictures of the pages, in target/screenshots'
	@echo 'make guide        the illustrated guide in docs/guide: its pages and all its pictures'
	@echo 'make bench        a departure of a person holding RECORDS=$(RECORDS) records, and pages of them, measured'
	@echo 'make docs         the documentation of the code, in target/doc'

run:
	@command -v cargo >/dev/null || { echo 'Smena is built with Rust. Install it with rustup (https://rustup.rs), then run this again.'; exit 1; }
	@command -v cc >/dev/null || { echo 'A C compiler is needed for SQLite. On Debian or Ubuntu: apt-get install gcc libc6-dev'; exit 1; }
	@mkdir -p data
	@echo 'Building Smena. The first time takes a few minutes.'
	cargo build --profile quick -p smena --bin smena
	@$(SMENA) sample --if-empty --db '$(DB)'
	@$(SMENA) serve --listen '$(LISTEN)' --db '$(DB)'

test: needs
	cargo test --workspace

# What the tests need beside Rust: a C compiler, PostgreSQL's programs (they start a server of their own), a browser, axe-core,
# which npm brings into target/needs, and aiosmtpd, a mail server, which pip brings there.
needs:
	@missing=''; \
	command -v cc >/dev/null || missing="$$missing gcc libc6-dev"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	command -v chromium >/dev/null || missing="$$missing chromium fonts-dejavu-core"; \
	command -v chromedriver >/dev/null || missing="$$missing chromium-driver"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"; \
	if [ -n "$$missing" ]; then \
		command -v apt-get >/dev/null || { echo "The tests need:$$missing. Install them with your system's packages."; exit 1; }; \
		echo "Installing what the tests need:$$missing"; \
		sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$sudo apt-get update -q; \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qy --no-install-recommends $$missing; \
	fi
	@scripts/needs/axe.sh
	@scripts/needs/smtp.sh

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

screenshots: needs
	SMENA_PICTURES=1 cargo test -p smena --test it screenshots
	@echo 'The pictures are in target/screenshots'

guide: needs
	cargo test -p smena --test it guide::write_the_guide -- --ignored

bench:
	@mkdir -p data
	cargo build --release -p smena -p bare
	target/release/smena bench handover --records $(RECORDS) --db 'sqlite:data/bench.db'
	target/release/smena bench page --records $(RECORDS) --bare target/release/bare --db 'sqlite:data/bench.db'

docs:
	RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps
