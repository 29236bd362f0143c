# Everything a fresh machine needs: JDK 17 or newer, Maven 3.8 or newer.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MVN ?= mvn -B -ntp
JAR := target/leverframe.jar
DATA ?= pareto
# The collector that costs requests least, with a young generation small enough for pauses of some milliseconds. Large pages, where
# the kernel gives them to who asks: remembered decisions are looked up all over the heap. Figures: src/docs/performance.md
JAVA_OPTIONS ?= -XX:+UseParallelGC -XX:MaxNewSize=256m -XX:+UseTransparentHugePages
SOAK_KILLS ?= 100
# Where promtool and prometheus are: on the path, else a copy of our own.
PROMETHEUS_COPY := target/prometheus
PROMETHEUS_BIN ?= $(or $(patsubst %/,%,$(dir $(shell command -v promtool))),$(PROMETHEUS_COPY)/usr/bin)
# What the tests of the dashboard drive. Another one: make test CHROMIUM=/path/to/chrome
export CHROMIUM ?= /usr/bin/chromium
SOURCES := pom.xml $(shell find src/main -type f)
SOAK_MINUTES ?= 60

.PHONY: bench bench-durability bench-journal bench-learning bench-overload bench-policies bench-recovery bench-scale bench-streams build check-rules clean demo fmt help k8s prometheus-rule run screenshots soak soak-kill soak-steady test verify-statistics

help: ## Show what there is to make
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(JAR) ## Start the service on :8080 (data) and :8081 (management), embedded defaults
	java $(JAVA_OPTIONS) -jar $(JAR)

# Where there is no Prometheus and none can be had, its tests are reported as skipped, with the reason.
test: $(CHROMIUM) ## Check format, structure and behaviour: all tests
	-@$(MAKE) --no-print-directory $(PROMETHEUS_BIN)/promtool
	$(MVN) verify

build: $(JAR) ## Leave one runnable target/leverframe.jar

demo: $(JAR) ## Replay real LLM traffic through HTTP; DATA=mushroom for the one where context decides
	java -jar $(JAR) demo --data $(DATA) $(DEMO_ARGS)

bench: ## Measure the service against a bare server, 20 minutes; BENCH_ARGS="--only core --rounds 3", or --help
	@command -v wrk taskset > /dev/null || { echo "make bench needs wrk and taskset: apt-get install wrk util-linux"; exit 1; }
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.load.HttpBench $(BENCH_ARGS)"

bench-scale: ## Measure throughput by event loops, domains, arms and dimension, six minutes
	@command -v wrk > /dev/null || { echo "make bench-scale needs wrk: apt-get install wrk"; exit 1; }
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.load.ScaleBench $(BENCH_ARGS)"

bench-policies: ## Measure policies, domain and bodies alone with JMH; BENCH_ARGS="-f 1 -wi 3" and the like
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath org.openjdk.jmh.Main $(BENCH_ARGS)"

bench-learning: ## Replay labelled data through every policy, ten seeds each: the table of src/docs/learning.md
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.learning.LearningBench"

bench-durability: $(JAR) ## Measure what it costs to keep the facts, with wrk: the table of src/docs/performance.md
	$(MVN) -q -Pbench test-compile exec:exec \
		-Dbench.command="-cp %classpath dev.leverframe.durability.DurabilityBench $(BENCH_ARGS) $(JAR)"

bench-journal: ## Measure what the journal takes of the processor for a decision: a table of src/docs/journal.md
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.journal.JournalBench $(BENCH_ARGS)"

bench-recovery: $(JAR) ## Measure how long a start takes after a kill: the table of src/docs/journal.md
	$(MVN) -q -Pbench test-compile exec:exec \
		-Dbench.command="-cp %classpath dev.leverframe.durability.RecoveryBench $(BENCH_ARGS) $(JAR)"

verify-statistics: ## Simulate 10,000 experiments a row: the tables of src/docs/evidence.md, four minutes
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.statistics.StatisticsBench"

bench-streams: ## Measure what a hundred open dashboards cost the data plane
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.stats.StreamCostBench"

screenshots: $(CHROMIUM) ## Take the dashboard's pictures anew, at three sizes, on paper and in the dark
	$(MVN) -q -Pbench test-compile exec:exec \
		-Dbench.command="-cp %classpath dev.leverframe.stats.DashboardPictures src/docs/images overview experiment domain"

bench-overload: ## Flood one domain and measure what another one notices of it: a table of src/docs/performance.md
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.overload.OverloadBench"

soak: soak-kill soak-steady ## Both of the following

soak-steady: ## An hour of steady load: neither heap nor files nor threads may grow; SOAK_MINUTES=5 for less
	$(MVN) -q test -Dtest=SteadySoakTest -Dleverframe.soak_s=$$(( $(SOAK_MINUTES) * 60 ))

soak-kill: ## Kill the service under load a hundred times in each mode; SOAK_KILLS=1000 for more
	$(MVN) -q test -Dtest=ServiceKillTest -Dleverframe.kills=$(SOAK_KILLS) -Dleverframe.senders=16 -Dleverframe.life_ms=3000

fmt: ## Format the sources
	$(MVN) -q spotless:apply

clean: ## Remove what was built (not what was learned: that is in data/)
	$(MVN) -q clean

k8s: ## Render the Kubernetes manifests
	kubectl kustomize k8s

check-rules: $(PROMETHEUS_BIN)/promtool ## Check the alerting rules and run their unit tests
	$(PROMETHEUS_BIN)/promtool check rules k8s/monitoring/rules.yaml
	$(PROMETHEUS_BIN)/promtool test rules k8s/monitoring/rules-test.yaml

prometheus-rule: ## Render the alerting rules for the Prometheus operator
	@printf 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: leverframe\nspec:\n'
	@sed 's/^./  &/' k8s/monitoring/rules.yaml

# Tests of the dashboard are never skipped: a page that nobody looked at is not tested.
/usr/bin/chromium:
	@{ apt-get -q update && DEBIAN_FRONTEND=noninteractive \
		apt-get -q -y install --no-install-recommends chromium fonts-dejavu-core fonts-inter; } >/dev/null || { \
		echo 'The tests of the dashboard drive a Chromium, and this is not a Debian where make may install it.'; \
		echo 'Install it as root (apt-get install chromium), or name yours: make test CHROMIUM=/path/to/chrome'; \
		exit 1; }

# Debian's package, unpacked and not installed: that needs no root and starts no service.
$(PROMETHEUS_COPY)/usr/bin/promtool:
	@mkdir -p $(PROMETHEUS_COPY)
	@cd $(PROMETHEUS_COPY) && { apt-get -q download prometheus \
		|| { apt-get -q update && apt-get -q download prometheus; }; } \
		&& dpkg -x prometheus_*.deb . && rm prometheus_*.deb || { \
		echo 'promtool is missing and apt-get cannot fetch it. Where apt-get exists, run apt-get update as root first;'; \
		echo 'elsewhere install Prometheus 2.42 or newer, so that prometheus and promtool are on the path.'; \
		exit 1; }

$(JAR): $(SOURCES)
	$(MVN) -q package -DskipTests
	@touch $(JAR)
