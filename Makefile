# Makefile: build, run and test Branchline; one file that finds its folders itself
#
#   make run [PORT=8080] [VAR=var]   install what is missing, build, start, until Ctrl-C
#   make test [ONLY=unit]            every test; ends with one line `N passed, N failed`
#   make test-deep                   the same with the long runs (1,000,000 PDUs, 200 kills)
#   make oracle [TRIPLES=100000] [SEED=1]   the independent model asks and judges (tests/oracle)
#   make test-faults [TEXTS=20000] [SEED=1]   break everything under load and judge (tests/faults)
#   make check                       C tests and programs under ASan, UBSan and valgrind
#   make analyse                     gcc -fanalyzer, clang --analyze and cppcheck, all explained
#   make fuzz [SECONDS=60]           libFuzzer on every reader of strangers' bytes (tests/fuzz)
#   make bench | bench-quick [ONLY=page,search]   measure beside the ceiling, figures to BUILD/bench.tsv
#   make demo ROWS=1000000 [ACCOUNTS=1000] [INTO=3]   so many messages more for the data in VAR
#   make load [SECONDS=60]           ten times the peak, then slow visitors (tests/load)
#   make lint                        only the house rules
#   make reset                       stop what runs from VAR and wipe its data
#   make packages | packages-test    only the Debian and npm packages
#   make install [DESTDIR=] [prefix=/usr/local] [sysconfdir=/etc]   lay an installation down
#   make uninstall                   take its files away again, but no data
#   make clean                       remove BUILD
#
# BUILD=folder keeps a second set of built files; SANITIZE=address,undefined builds with
# gcc's sanitizers (give it a BUILD of its own). A new .c file in a room, a new folder under
# cgi-bin/ or src/jobs/ and a new test are picked up by being there.

ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
ifneq ($(words $(ROOT)),1)
$(error This checkout's path has a space in it, which make cannot handle: move it)
endif

PORT  ?= 8080
BUILD ?= build
VAR   ?= var
ONLY  ?=
ROWS  ?= 1000000
DESTDIR ?=
prefix     ?= /usr/local
sysconfdir ?= /etc
TRIPLES ?= 100000
TEXTS   ?= 20000
SEED    ?= 1
SECONDS := 60

MAKEFLAGS += --no-builtin-rules --no-builtin-variables
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc)
endif
SHELL         := /bin/bash
.SHELLFLAGS   := -e -o pipefail -c
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

# ------------------------------------------------------------------ what is there
LIB_ROOMS := base text view crypto db http model $(patsubst src/%/,%,$(wildcard src/model/*/)) \
             smpp daemon auth portal
PROGRAMS  := $(sort $(foreach f,$(wildcard cgi-bin/*/*.c),$(word 2,$(subst /, ,$(f)))))
DAEMONS   := $(sort $(foreach f,$(wildcard src/jobs/*/*.c),$(word 3,$(subst /, ,$(f)))))

sources    = $(wildcard $(1)/*.c $(1)/*.cc)
objects    = $(patsubst %,$(BUILD)/obj/%.o,$(basename $(call sources,$(1))))
binary_if  = $(if $(call sources,$(2)),$(BUILD)/bin/$(1))

LIB_OBJECTS := $(foreach room,$(LIB_ROOMS),$(call objects,src/$(room)))
BINARIES    := $(PROGRAMS:%=$(BUILD)/bin/%) $(DAEMONS:%=$(BUILD)/bin/%) \
               $(call binary_if,branchline,src/tool) $(call binary_if,smsc,src/sim) \
               $(call binary_if,demo,src/demo)
BLOCKLIST_MAKER := src/crypto/make-blocklist.mjs
KIT_OBJECTS := $(call objects,tests/kit)
PLANTS      := $(patsubst tests/plant/%.sed,$(BUILD)/plant/%/inbox,$(wildcard tests/plant/*.sed))
FUZZERS     := $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
TESTS       := $(patsubst tests/%.c,$(BUILD)/test/%,$(wildcard tests/unit/test_*.c tests/sql/test_*.c))

# ------------------------------------------------------------------ how it is compiled
CC  := gcc
CXX := g++
AR  := gcc-ar

WARN     := -Wall -Wextra -Wconversion -Wformat=2 -Wshadow -Wvla -Wpedantic -Werror
HARDEN   := -fstack-protector-strong -fPIE -fstack-clash-protection \
            $(if $(filter x86_64 i686,$(shell uname -m)),-fcf-protection)
FORTIFY  := -D_FORTIFY_SOURCE=3
OPTIMISE := -O2 -g
ifdef SANITIZE
HARDEN   += -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
FORTIFY  :=
endif
INCLUDE  := -Isrc -I$(BUILD) -isystem /usr/include/mariadb -isystem /usr/include/gmime-3.0 \
            -isystem /usr/include/glib-2.0 -isystem /usr/lib/$(shell uname -m)-linux-gnu/glib-2.0/include
CFLAGS   := -std=gnu17 -D_GNU_SOURCE $(OPTIMISE) $(WARN) -Wstrict-prototypes $(HARDEN) $(FORTIFY) $(EXTRA_CFLAGS)
CXXFLAGS := -std=gnu++17 -D_GNU_SOURCE $(OPTIMISE) $(WARN) $(HARDEN) $(FORTIFY) $(EXTRA_CFLAGS)
LDFLAGS  := -pie $(HARDEN) -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
LIBS     := -lfcgi -lctemplate -lmariadb -largon2 -lphonenumber -loath -lqrencode -licui18n -licuuc -ljansson -lgmime-3.0 -lgobject-2.0 -lglib-2.0 -lcurl -lssl -lcrypto -lm -lpthread

# ------------------------------------------------------------------ goals
.PHONY: all tests run demo test test-deep oracle check analyse fuzz bench bench-quick load lint reset install uninstall clean packages packages-test FORCE

all: $(BINARIES) $(BUILD)/lib.a $(BUILD)/www.version $(BUILD)/share/blocklist.txt

tests: all $(TESTS) $(PLANTS) $(FUZZERS) $(BUILD)/packages-test.stamp

run: all
	@src/deploy/local run --build '$(BUILD)' --var '$(VAR)' --port '$(PORT)'

demo: all
	@src/deploy/fill --build '$(BUILD)' --var '$(VAR)' --port '$(PORT)' --more '$(ROWS)' \
	    $(if $(ACCOUNTS),--accounts '$(ACCOUNTS)') $(if $(INTO),--into '$(INTO)')

test: tests
	@tests/run --build '$(BUILD)' $(if $(ONLY),--only '$(ONLY)')

test-deep: tests
	@tests/run --build '$(BUILD)' --deep $(if $(ONLY),--only '$(ONLY)')

oracle: tests
	@BRANCHLINE_ORACLE='$(TRIPLES) $(SEED)' tests/run --build '$(BUILD)' --deep --only wire/oracle.own
	@grep '^# .* triples, ' '$(BUILD)/test-out/wire-oracle.own.mjs.log'

test-faults: tests
	@rm -rf '$(BUILD)/faults' '$(BUILD)/faults.tsv'
	@BRANCHLINE_FAULTS='$(TEXTS) $(SEED)' tests/run --build '$(BUILD)' --deep --only wire/faults
	@cat '$(BUILD)/faults.tsv'

check: tests
	@$(MAKE) --no-print-directory BUILD='$(BUILD)/check' SANITIZE=address,undefined tests
	@tests/check '$(BUILD)' '$(BUILD)/check'

analyse: $(BUILD)/packages-test.stamp $(BUILD)/gen/tables.h
	@tests/analyse '$(BUILD)'

bench bench-quick: all $(BUILD)/bench/hello $(BUILD)/bench/plain $(BUILD)/load/flood $(BUILD)/packages-test.stamp
	@BRANCHLINE_ROOT='$(ROOT)' BRANCHLINE_BUILD='$(abspath $(BUILD))' \
	    node tests/bench/bench.mjs '$(BUILD)' $(if $(filter bench-quick,$@),--quick) $(if $(ONLY),--only '$(ONLY)')

fuzz: $(FUZZERS)
	@BRANCHLINE_FUZZ='$(SECONDS)' tests/run --build '$(BUILD)' --only fuzz

load: all $(BUILD)/load/flood $(BUILD)/packages-test.stamp
	@BRANCHLINE_ROOT='$(ROOT)' BRANCHLINE_BUILD='$(abspath $(BUILD))' node tests/load/load.mjs '$(SECONDS)'

lint: $(BUILD)/packages-test.stamp $(BUILD)/gen/tables.h
	@tests/run --build '$(BUILD)' --only lint

reset:
	@src/deploy/local reset --build '$(BUILD)' --var '$(VAR)'

INSTALL = src/deploy/install --build '$(BUILD)' --destdir '$(DESTDIR)' --prefix '$(prefix)' --sysconfdir '$(sysconfdir)'
install: all
	@$(INSTALL)

uninstall:
	@$(INSTALL) --remove

clean:
	rm -rf '$(BUILD)'

packages: $(BUILD)/packages.stamp
packages-test: $(BUILD)/packages-test.stamp

# ------------------------------------------------------------------ packages
# A stamp each, so that a second run asks nobody; a changed list or lock file asks again.
PACKAGE_LISTS := src/deploy/packages src/deploy/packages.txt package-lock.json
PACKAGES_FOR  := $(if $(filter test% packages-test oracle check analyse fuzz bench bench-quick load lint,$(MAKECMDGOALS)),test,run)
$(BUILD)/packages.stamp: $(PACKAGE_LISTS)
	@src/deploy/packages $(PACKAGES_FOR)
	@mkdir -p $(@D) && touch $@

$(BUILD)/packages-test.stamp: $(PACKAGE_LISTS) | $(BUILD)/packages.stamp
	@src/deploy/packages test
	@touch $@

# ------------------------------------------------------------------ compiling and linking
# Files that hold what the rules depend on beside the sources, rewritten only when it changed:
# the flags, and which objects there are (a removed source must leave the library).
$(BUILD)/flags: FORCE
	@mkdir -p $(@D) && echo '$(CC) $(CFLAGS) $(CXXFLAGS) $(LDFLAGS) $(LIBS)' | cmp -s - $@ \
	    || echo '$(CC) $(CFLAGS) $(CXXFLAGS) $(LDFLAGS) $(LIBS)' > $@

$(BUILD)/list/%: FORCE
	@mkdir -p $(@D) && echo '$(list_$*)' | cmp -s - $@ || echo '$(list_$*)' > $@

$(BUILD)/gen/tables.h: sql/tables.tsv src/deploy/tables.awk
	@mkdir -p $(@D)
	awk -f src/deploy/tables.awk sql/tables.tsv > $@

GENERATED := $(if $(wildcard sql/tables.tsv),$(BUILD)/gen/tables.h)
BEFORE    := $(BUILD)/flags | $(BUILD)/packages.stamp $(GENERATED)

$(BUILD)/obj/tests/%.o: private INCLUDE += -Itests

$(BUILD)/obj/%.o: %.c $(BEFORE)
	@mkdir -p $(@D)
	@echo "  cc    $<"
	@$(CC) $(CFLAGS) $(INCLUDE) -MMD -MP -c -o $@ $<

$(BUILD)/obj/%.o: %.cc $(BEFORE)
	@mkdir -p $(@D)
	@echo "  c++   $<"
	@$(CXX) $(CXXFLAGS) $(INCLUDE) -MMD -MP -c -o $@ $<

list_lib := $(LIB_OBJECTS)
$(BUILD)/lib.a: $(LIB_OBJECTS) $(BUILD)/list/lib
	@echo "  ar    $@"
	@rm -f $@ && $(AR) rcs $@ $(LIB_OBJECTS)

# binary,folder: one program from the objects of one folder and the library
define binary
list_$(1) := $(call objects,$(2))
$(BUILD)/bin/$(1): $(call objects,$(2)) $(BUILD)/lib.a $(BUILD)/list/$(1)
	@mkdir -p $$(@D)
	@echo "  link  $$@"
	@$(CXX) $(LDFLAGS) -o $$@ $(call objects,$(2)) $(BUILD)/lib.a $(LIBS)
endef
$(foreach p,$(PROGRAMS),$(eval $(call binary,$(p),cgi-bin/$(p))))
$(foreach d,$(DAEMONS),$(eval $(call binary,$(d),src/jobs/$(d))))
$(eval $(call binary,branchline,src/tool))
$(eval $(call binary,smsc,src/sim))
$(eval $(call binary,demo,src/demo))

$(BUILD)/test/%: $(BUILD)/obj/tests/%.o $(KIT_OBJECTS) $(BUILD)/lib.a
	@mkdir -p $(@D)
	@echo "  link  $@"
	@$(CXX) $(LDFLAGS) -o $@ $< $(KIT_OBJECTS) $(BUILD)/lib.a -lcmocka $(LIBS)

$(BUILD)/load/flood: $(call objects,tests/load) $(BUILD)/lib.a
	@mkdir -p $(@D)
	@echo "  link  $@"
	@$(CC) $(LDFLAGS) -o $@ $^ -lm

$(KIT_OBJECTS) $(TESTS:$(BUILD)/test/%=$(BUILD)/obj/tests/%.o): | $(BUILD)/packages-test.stamp

$(BUILD)/bench/hello: tests/bench/hello.c $(BEFORE) $(BUILD)/packages-test.stamp
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -lfcgi

PLAIN := $(wildcard tests/bench/plain*.c)
$(BUILD)/bench/plain: $(PLAIN) tests/bench/plain.h $(BEFORE) $(BUILD)/packages-test.stamp
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS) $(INCLUDE) $(LDFLAGS) -o $@ $(PLAIN) -lfcgi -lmariadb -lcrypto

# The rooms that read what strangers send, once more, by clang with libFuzzer's and the
# sanitizers' eyes in them.
FUZZ_FLAGS   := -std=gnu17 -D_GNU_SOURCE -O1 -g -fno-omit-frame-pointer \
                -fsanitize=address,undefined -fno-sanitize-recover=all
FUZZ_OBJECTS := $(patsubst %.c,$(BUILD)/fuzz/obj/%.o,$(wildcard src/base/*.c src/text/*.c src/smpp/*.c src/http/*.c))

$(BUILD)/fuzz/obj/%.o: %.c $(BEFORE) $(BUILD)/packages-test.stamp
	@mkdir -p $(@D)
	@echo "  fuzz  $<"
	@clang $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(INCLUDE) -MMD -MP -c -o $@ $<

$(BUILD)/fuzz/lib.a: $(FUZZ_OBJECTS)
	@rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/driver.c tests/fuzz/fuzz.h $(BUILD)/fuzz/lib.a
	@echo "  link  $@"
	@clang $(FUZZ_FLAGS) -fsanitize=fuzzer $(INCLUDE) -o $@ $(filter %.c %.a,$^) $(LIBS)

# The inbox program with one fault each, so that tests can be seen to turn red.
$(BUILD)/plant/%/inbox: tests/plant/%.sed tests/plant/graft $(BUILD)/bin/inbox
	@echo "  plant $@"
	@COMPILE='$(CC) $(CFLAGS) $(INCLUDE)' LINK='$(CXX) $(LDFLAGS)' LIBS='$(LIBS)' tests/plant/graft '$(BUILD)' $* $(call objects,cgi-bin/inbox)

# ------------------------------------------------------------------ static files, built data
# What nginx serves itself; the version changes with any byte of it and stands in each URL,
# so that browsers may keep the files for ever.
WWW := $(shell find static templates -type f) src/deploy/assets src/deploy/assets.mjs package-lock.json
list_www := $(WWW)
$(BUILD)/www.version: $(WWW) $(BUILD)/list/www | $(BUILD)/packages.stamp
	@echo "  www   $(BUILD)/www"
	@src/deploy/assets node_modules '$(BUILD)/www'
	@cd '$(BUILD)/www' && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-12 > ../www.version

$(BUILD)/share/blocklist.txt: $(BLOCKLIST_MAKER) package-lock.json | $(BUILD)/packages.stamp
	@mkdir -p $(@D)
	@echo "  data  $@"
	@node $(BLOCKLIST_MAKER) > $@

FORCE:

-include $(shell find $(BUILD)/obj $(BUILD)/fuzz/obj -name '*.d' 2>/dev/null)
