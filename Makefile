# Everything a fresh machine needs: JDK 17 or newer, Maven 3.8 or newer.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MVN ?= mvn -B -ntp
JAR := target/leverframe.jar
DATA ?= pareto
SOAK_KILLS ?= 100
SOURCES := pom.xml $(shell find src/main -type f)

.PHONY: help run test build demo fmt clean k8s soak bench bench-policies bench-learning verify-statistics

help: ## Show what there is to make
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(JAR) ## Start the service on :8080 (data) and :8081 (management), embedded defaults
	java -jar $(JAR)

test: ## Check format, structure and behaviour: all tests
	$(MVN) verify

build: $(JAR) ## Leave one runnable target/leverframe.jar

demo: $(JAR) ## Replay real LLM traffic through HTTP; DATA=mushroom for the one where context decides
	java -jar $(JAR) demo --data $(DATA) $(DEMO_ARGS)

bench: ## Measure the service against a bare server, 20 minutes; BENCH_ARGS="--only core --rounds 3", or --help
	@command -v wrk taskset > /dev/null || { echo "make bench needs wrk and taskset: apt-get install wrk util-linux"; exit 1; }
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.load.HttpBench $(BENCH_ARGS)"

bench-policies: ## Measure select and update of every policy with JMH; BENCH_ARGS="-f 1 -wi 3" and the like
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath org.openjdk.jmh.Main $(BENCH_ARGS)"

bench-learning: ## Replay labelled data through every policy, ten seeds each: the table of src/docs/learning.md
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.learning.LearningBench"

verify-statistics: ## Simulate 10,000 experiments a row: the tables of src/docs/evidence.md, four minutes
	$(MVN) -q -Pbench test-compile exec:exec -Dbench.command="-cp %classpath dev.leverframe.statistics.StatisticsBench"

soak: ## Kill the service under load a hundred times in each mode; SOAK_KILLS=1000 for more
	$(MVN) -q test -Dtest=ServiceKillTest -Dleverframe.kills=$(SOAK_KILLS) -Dleverframe.senders=16 -Dleverframe.life_ms=3000

fmt: ## Format the sources
	$(MVN) -q spotless:apply

clean: ## Remove what was built (not what was learned: that is in data/)
	$(MVN) -q clean

k8s: ## Render the Kubernetes manifests
	kubectl kustomize k8s

$(JAR): $(SOURCES)
	$(MVN) -q package -DskipTests
	@touch $(JAR)
