# factag, built with PGXS:  make && make install && make installcheck
# PG_CONFIG=/path/to/pg_config builds for another server.

EXTENSION = factag
EXTVERSION = 0.3.0
MODULE_big = factag
PGFILEDESC = "factag - hierarchical tags and fact-check labels"

OBJS = \
	src/module.o \
	src/version.o \
	src/factag.o \
	src/keyed_hash.o \
	src/memo.o \
	src/union_aggregate.o \
	src/text/attribute.o \
	src/text/attribute_jsonb.o \
	src/text/attribute_text.o \
	src/text/driver_text.o \
	src/text/duration.o \
	src/text/fold.o \
	src/text/hans.o \
	src/text/hashtag.o \
	src/text/icu.o \
	src/text/input.o \
	src/text/icu_version.o \
	src/text/lexer.o \
	src/text/line_quote.o \
	src/text/line_reader.o \
	src/text/line_value.o \
	src/text/jsonld_walk.o \
	src/text/text_type.o \
	src/text/timestamp.o \
	src/text/number.o \
	src/text/path.o \
	src/text/quote.o \
	src/text/slash_pattern.o \
	src/text/verdict.o \
	src/usertable/table_check.o \
	src/usertable/table_owner.o \
	src/usertable/table_sql.o \
	src/pcre/regex_check.o \
	src/pcre/regex_compile.o \
	src/pcre/regex_cost.o \
	src/pcre/regex_escape.o \
	src/pcre/regex_hint.o \
	src/pcre/regex_match.o \
	src/pcre/regex_scan.o \
	src/query/query_algebra.o \
	src/query/query_attribute.o \
	src/pcre/regex_version.o \
	src/query/query_eval.o \
	src/query/query_filter.o \
	src/query/query_match.o \
	src/query/query_needle.o \
	src/query/query_pack.o \
	src/query/query_parse.o \
	src/query/query_path_filter.o \
	src/query/query_pattern.o \
	src/query/query_plan.o \
	src/query/query_copy.o \
	src/query/query_deparse.o \
	src/query/tagquery.o \
	src/tagpath/tagpath.o \
	src/tagpath/tagpath_aggregate.o \
	src/tagpath/tagpath_make.o \
	src/tagpath/tagpath_query.o \
	src/tagset/tagset.o \
	src/tagset/tagset_aggregate.o \
	src/tagset/tagset_algebra.o \
	src/tagset/tagset_array.o \
	src/tagset/tagset_attribute.o \
	src/rollup/tagset_counts.o \
	src/rollup/tagset_counts_merge.o \
	src/tagset/tagset_distance.o \
	src/tagset/tagset_exclusive.o \
	src/tagset/tagset_format.o \
	src/tagset/tagset_hashtags.o \
	src/tagset/tagset_input.o \
	src/tagset/tagset_intersect.o \
	src/tagset/tagset_jsonb.o \
	src/tagset/tagset_make.o \
	src/tagset/tagset_query.o \
	src/tagset/tagset_rows.o \
	src/tagset/tagset_search.o \
	src/tagset/tagset_time.o \
	src/tagset/tagset_unknown.o \
	src/rollup/tagset_sums.o \
	src/rollup/tagset_tally.o \
	src/exchange/atproto.o \
	src/exchange/atproto_syntax.o \
	src/exchange/claim_key.o \
	src/exchange/claimreview.o \
	src/exchange/claimreview_export.o \
	src/exchange/claimreview_source.o \
	src/exchange/dsa.o \
	src/exchange/dsa_check.o \
	src/exchange/dsa_decision.o \
	src/exchange/dsa_field.o \
	src/exchange/dsa_policy.o \
	src/exchange/dsa_statement.o \
	src/exchange/factcheck_tools.o \
	src/exchange/html_entities.o \
	src/exchange/mediareview.o \
	src/exchange/review.o \
	src/exchange/review_claims.o \
	src/exchange/review_date.o \
	src/exchange/review_rating.o \
	src/exchange/self_labels.o \
	src/label/factlabel.o \
	src/label/factlabel_make.o \
	src/verdict/factverdict.o \
	src/verdict/factverdict_rating.o \
	src/exchange/jsonld.o \
	src/exchange/jsonld_document.o \
	src/label/label.o \
	src/label/label_builder.o \
	src/label/label_format.o \
	src/label/label_holding.o \
	src/label/label_jsonb.o \
	src/label/label_merge.o \
	src/label/label_query.o \
	src/label/label_resolve.o \
	src/label/label_row.o \
	src/label/label_series.o \
	src/label/labelset.o \
	src/label/labelset_aggregate.o \
	src/label/labelset_covers.o \
	src/label/labelset_resolve.o \
	src/label/labelset_rows.o \
	src/label/labelset_refresh.o \
	src/label/labelset_spans.o \
	src/label/labelset_tags.o \
	src/label/labelset_time.o \
	src/text/language.o \
	src/verdict/rating.o \
	src/verdict/rating_key.o \
	src/verdict/rating_loose.o \
	src/verdict/rating_map.o \
	src/text/url.o \
	src/verdict/verdict_title.o \
	src/evasion/evasion.o \
	src/evasion/evasion_confusables.o \
	src/evasion/evasion_chars.o \
	src/evasion/evasion_hans.o \
	src/evasion/evasion_leet.o \
	src/evasion/evasion_image.o \
	src/evasion/evasion_name.o \
	src/evasion/evasion_inner.o \
	src/evasion/evasion_repeats.o \
	src/evasion/evasion_signs.o \
	src/evasion/evasion_spaced.o \
	src/evasion/evasion_sql.o \
	src/rules/condition.o \
	src/rules/condition_parse.o \
	src/rules/condition_pattern.o \
	src/rules/pattern_class.o \
	src/rules/pattern_fold.o \
	src/rules/pattern_run.o \
	src/rules/pattern_write.o \
	src/rules/rule_cache.o \
	src/rules/rule_document.o \
	src/rules/rule_join.o \
	src/rules/rule_parse.o \
	src/rules/rule_deparse.o \
	src/rules/rule_program.o \
	src/rules/rule_run.o \
	src/rules/rule_text.o \
	src/rules/ruleset.o \
	src/rules/ruleset_aggregate.o \
	src/rules/ruleset_classify.o \
	src/rules/ruleset_matches.o \
	src/rules/ruleset_rule.o \
	src/rules/ruleset_rules.o \
	src/audience/audience.o \
	src/audience/audience_base_counts.o \
	src/audience/audience_blocks.o \
	src/audience/audience_chunk.o \
	src/audience/audience_chunk_list.o \
	src/audience/audience_column.o \
	src/audience/audience_compact.o \
	src/audience/audience_compare.o \
	src/audience/audience_count.o \
	src/audience/audience_counts.o \
	src/audience/audience_create.o \
	src/audience/audience_drop.o \
	src/audience/audience_equal_terms.o \
	src/audience/audience_evaluate.o \
	src/audience/audience_feed.o \
	src/audience/audience_fill.o \
	src/audience/audience_filter.o \
	src/audience/audience_note.o \
	src/audience/audience_patch.o \
	src/audience/audience_pending.o \
	src/audience/audience_problems.o \
	src/audience/audience_rebuild.o \
	src/audience/audience_scan.o \
	src/audience/audience_status.o \
	src/audience/audience_stored.o \
	src/audience/audience_term.o \
	src/audience/audience_row.o \
	src/audience/audience_definition.o \
	src/audience/audience_write.o \
	src/audience/audience_trigger.o \
	src/audience/audience_source.o \
	src/audience/audience_shape.o \
	src/audience/audience_fault.o \
	src/identity/identity.o \
	src/identity/components.o \
	src/identity/identity_blocked.o \
	src/identity/identity_components.o \
	src/identity/identity_create.o \
	src/identity/identity_drop.o \
	src/identity/identity_erase.o \
	src/identity/identity_event.o \
	src/identity/identity_explain.o \
	src/identity/identity_find.o \
	src/identity/identity_full.o \
	src/identity/identity_history.o \
	src/identity/identity_kinds.o \
	src/identity/identity_link.o \
	src/identity/identity_lock.o \
	src/identity/identity_member.o \
	src/identity/identity_merge.o \
	src/identity/identity_move.o \
	src/identity/identity_person_at.o \
	src/identity/identity_problems.o \
	src/identity/identity_region.o \
	src/identity/identity_repair.o \
	src/identity/identity_resolve.o \
	src/identity/identity_rule.o \
	src/identity/identity_see.o \
	src/identity/identity_settle.o \
	src/identity/identity_shape.o \
	src/identity/identity_shared.o \
	src/identity/identity_statement.o \
	src/identity/identity_stream.o \
	src/identity/identity_trigger.o \
	src/identity/identity_unlink.o \
	src/claim/claim_fold.o \
	src/claim/claim_gin.o \
	src/claim/claim_match.o \
	src/claim/claim_stats.o \
	src/claim/claim_terms.o \
	src/claim/claimquery.o \
	src/claim/claimstats.o \
	src/consensus/alpha.o \
	src/consensus/bridging.o \
	src/consensus/consensus_alpha.o \
	src/consensus/consensus_bridging.o \
	src/consensus/consensus_check.o \
	src/consensus/consensus_dawid_skene.o \
	src/consensus/consensus_rows.o \
	src/consensus/dawid_skene.o \
	src/consensus/name_table.o \
	src/consensus/unit_table.o \
	src/consensus/vote_list.o \
	src/consensus/vote_table.o \
	src/idset/idset.o \
	src/idset/idset_aggregate.o \
	src/idset/idset_algebra.o \
	src/idset/idset_array.o \
	src/idset/idset_jsonb.o \
	src/idset/idset_roaring.o \
	src/idset/idset_rows.o \
	src/idset/id_blocks.o \
	src/idset/id_builder.o \
	src/idset/id_lows.o \
	src/idset/id_runs.o \
	src/idset/id_words.o \
	src/idset/idset_block.o \
	src/idset/idset_format.o \
	src/prefilter/char_class.o \
	src/prefilter/character.o \
	src/prefilter/literal_finder.o \
	src/prefilter/literal_set.o \
	src/prefilter/literal_table.o \
	src/prefilter/pattern_bracket.o \
	src/prefilter/pattern_escape.o \
	src/prefilter/pattern_group.o \
	src/prefilter/pattern_reader.o \
	src/prefilter/pattern_requirement.o \
	src/prefilter/piece.o \
	src/prefilter/prefilter.o \
	src/prefilter/requirement.o \
	src/prefilter/sequence_scanner.o \
	src/prefilter/sequence_set.o \
	src/prefilter/start_ranges.o \
	src/taxonomy/import_book.o \
	src/taxonomy/import_google.o \
	src/taxonomy/import_iab.o \
	src/taxonomy/import_index.o \
	src/taxonomy/import_json.o \
	src/taxonomy/import_misp.o \
	src/taxonomy/import_place.o \
	src/taxonomy/import_print.o \
	src/taxonomy/import_skos.o \
	src/taxonomy/skos_concept.o \
	src/taxonomy/skos_describe.o \
	src/taxonomy/skos_document.o \
	src/taxonomy/skos_name.o \
	src/taxonomy/import_tsv.o \
	src/taxonomy/tagtaxonomy.o \
	src/taxonomy/tagtaxonomy_join.o \
	src/taxonomy/taxonomy.o \
	src/taxonomy/taxonomy_apply.o \
	src/taxonomy/taxonomy_cache.o \
	src/taxonomy/taxonomy_check.o \
	src/taxonomy/taxonomy_circle.o \
	src/taxonomy/taxonomy_compile.o \
	src/taxonomy/taxonomy_deparse.o \
	src/taxonomy/taxonomy_exclusive.o \
	src/taxonomy/taxonomy_expand.o \
	src/taxonomy/taxonomy_hint.o \
	src/taxonomy/taxonomy_import.o \
	src/taxonomy/taxonomy_join.o \
	src/taxonomy/taxonomy_line.o \
	src/taxonomy/taxonomy_links.o \
	src/taxonomy/taxonomy_meaning.o \
	src/taxonomy/taxonomy_must.o \
	src/taxonomy/taxonomy_names.o \
	src/taxonomy/taxonomy_parse.o \
	src/taxonomy/taxonomy_preimage.o \
	src/taxonomy/taxonomy_problem.o \
	src/taxonomy/taxonomy_problems.o \
	src/taxonomy/taxonomy_query_problem.o \
	src/taxonomy/taxonomy_region.o \
	src/taxonomy/taxonomy_rename.o \
	src/taxonomy/taxonomy_simplify.o \
	src/taxonomy/taxonomy_terms.o \
	src/taxonomy/taxonomy_text.o \
	src/taxonomy/taxonomy_title.o \
	src/taxonomy/taxonomy_tree.o \
	src/taxonomy/term_attribute.o \
	src/policy/dsa_code.o \
	src/policy/labelpolicy.o \
	src/policy/policy_attribute.o \
	src/policy/policy_cache.o \
	src/policy/policy_check.o \
	src/policy/policy_compile.o \
	src/policy/policy_condition.o \
	src/policy/policy_decide.o \
	src/policy/policy_deparse.o \
	src/policy/policy_exempt.o \
	src/policy/policy_explain.o \
	src/policy/policy_index.o \
	src/policy/policy_join.o \
	src/policy/policy_line.o \
	src/policy/policy_names.o \
	src/policy/policy_outcome.o \
	src/policy/policy_parse.o \
	src/policy/policy_program.o \
	src/policy/policy_run.o \
	src/policy/policy_implies.o \
	src/policy/policy_notice.o \
	src/policy/policy_rules.o \
	src/policy/policy_shadowed.o \
	src/policy/policy_text.o \
	src/policy/policy_until.o \
	src/policy/labelpolicy_join.o \
	src/index/btree_hash.o \
	src/planner/estimate.o \
	src/planner/query_cost.o \
	src/index/gin_covers.o \
	src/index/gin_compare.o \
	src/index/gin_keys.o \
	src/index/gin_match.o \
	src/index/gin_merge.o \
	src/index/labelset_gin.o \
	src/index/labelset_keys.o \
	src/index/held_keys.o \
	src/index/query_keys.o \
	src/index/rating_facet.o \
	src/planner/tag_analyze.o \
	src/planner/tag_conjunction.o \
	src/planner/tag_estimate.o \
	src/planner/tag_sample.o \
	src/planner/tag_selfuncs.o \
	src/planner/tag_statistics.o \
	src/planner/tagpath_range.o \
	src/index/tagquery_gin.o \
	src/index/tagset_gin.o

# the order in which the install script is put together: what is used comes first
SQL_FRAGMENTS = \
	src/module.sql \
	src/planner/selectivity.sql \
	src/tagpath/tagpath.sql \
	src/tagpath/tagpath_aggregate.sql \
	src/query/tagquery.sql \
	src/verdict/factverdict.sql \
	src/verdict/factverdict_rating.sql \
	src/tagset/tagset.sql \
	src/tagset/tagset_distance.sql \
	src/tagset/tagset_hashtags.sql \
	src/tagset/tagset_aggregate.sql \
	src/rollup/tagset_rollup.sql \
	src/label/factlabel.sql \
	src/label/labelset.sql \
	src/label/labelset_holds.sql \
	src/label/labelset_aggregate.sql \
	src/exchange/claimreview.sql \
	src/exchange/atproto.sql \
	src/evasion/fold.sql \
	src/rules/ruleset.sql \
	src/taxonomy/tagtaxonomy.sql \
	src/taxonomy/taxonomy.sql \
	src/taxonomy/taxonomy_import.sql \
	src/policy/labelpolicy.sql \
	src/policy/policy.sql \
	src/exchange/dsa.sql \
	src/idset/idset.sql \
	src/consensus/consensus.sql \
	src/claim/claim.sql \
	src/audience/audience.sql \
	src/identity/identity.sql \
	src/version.sql \
	src/index/btree_hash.sql \
	src/index/tagpath_brin.sql \
	src/index/tagset_gin.sql \
	src/index/labelset_gin.sql \
	src/index/tagquery_gin.sql

DATA_built = $(EXTENSION)--$(EXTVERSION).sql
# released versions, as they were, and the ways from each to the next; this version is built, also once it is released
DATA = $(filter-out upgrade/$(DATA_built),$(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/upgrade/*.sql)))

# headers for other extensions, which are installed; doc/format.md tells how to use them
PUBLIC_HEADERS = factag.h tagset/tagset_reader.h label/label_reader.h

REGRESS = $(sort $(basename $(notdir $(wildcard $(srcdir)/sql/*.sql))))
REGRESS_OPTS = --inputdir=$(srcdir) --encoding=UTF8 --load-extension=factag

PG_CONFIG ?= pg_config
ICU_CFLAGS := $(shell pkg-config --cflags icu-i18n)
ICU_LIBS := $(shell pkg-config --libs icu-i18n)
ifeq ($(ICU_LIBS),)
$(error pkg-config does not find icu-i18n: install pkg-config and ICU's development package (Debian: libicu-dev))
endif

PCRE2_CFLAGS := $(shell pkg-config --cflags libpcre2-8)
PCRE2_LIBS := $(shell pkg-config --libs libpcre2-8)
ifeq ($(PCRE2_LIBS),)
$(error pkg-config does not find libpcre2-8: install PCRE2's development package (Debian: libpcre2-dev))
endif

# the server's headers as system headers: our warnings are about our code
PG_CPPFLAGS = -DFACTAG_VERSION='"$(EXTVERSION)"' -I$(srcdir)/src -Isrc -isystem $(shell $(PG_CONFIG) --includedir-server) $(ICU_CFLAGS) $(PCRE2_CFLAGS)
# our scripts set WERROR=-Werror
WERROR =
# our functions may be inlined into each other: no other library replaces them
PG_CFLAGS = -Wall -Wextra -Wshadow -fno-semantic-interposition $(WERROR)
# The library exports what the server and SQL call, nothing else, so that no other library binds to our
# functions; with -Bsymbolic ours bind to none of its.
SHLIB_LINK = $(ICU_LIBS) $(PCRE2_LIBS) -Wl,-Bsymbolic
SHLIB_EXPORTS = exports.txt

EXTRA_CLEAN = dist html exports.txt exports.list src/verdict/ratings_data.h src/exchange/html_entities_data.h src/policy/dsa_code_data.h output_iso tmp_check

# further tests, apart from installcheck because they need more: sessions side by side on a running
# server, and servers of their own (with libipc-run-perl; not as root)
ISOLATION_SPECS = $(sort $(basename $(notdir $(wildcard $(srcdir)/test/isolation/specs/*.spec))))
PROVE_TESTS = test/t/*.pl

srcdir ?= .
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

HEADERS_ALL = $(filter-out %_data.h,$(wildcard $(srcdir)/src/*.h $(srcdir)/src/*/*.h))
$(OBJS) $(OBJS:.o=.bc): $(HEADERS_ALL)

# loops over blocks of ids and over keys, as the server compiles such loops
src/claim/claim_gin.o src/audience/audience_filter.o src/idset/id_lows.o src/idset/id_runs.o src/idset/id_words.o: CFLAGS += $(CFLAGS_UNROLL_LOOPS) $(CFLAGS_VECTORIZE)

# The fits of a consensus do without fused multiply-add, which rounds differently, so that compilers and machines differ as little as can be.
# Their loops over labels are vectorized, which does not change the order of any sum.
src/consensus/alpha.o src/consensus/bridging.o src/consensus/dawid_skene.o: CFLAGS += -ffp-contract=off $(CFLAGS_UNROLL_LOOPS) $(CFLAGS_VECTORIZE)

# the map of fact-checkers' ratings, from its tables
RATINGS = src/verdict/ratings.tsv src/verdict/publishers.tsv src/verdict/rating_words.tsv
src/verdict/rating_map.o src/verdict/rating_map.bc: src/verdict/ratings_data.h
src/verdict/ratings_data.h: src/verdict/ratings.pl $(RATINGS)
	mkdir -p $(@D)
	perl $(srcdir)/src/verdict/ratings.pl $(addprefix $(srcdir)/,$(RATINGS)) > $@.tmp && mv $@.tmp $@

# the named character references of HTML, from their table
src/exchange/html_entities.o src/exchange/html_entities.bc: src/exchange/html_entities_data.h
src/exchange/html_entities_data.h: src/exchange/html_entities.pl src/exchange/html_entities.tsv
	mkdir -p $(@D)
	perl $(srcdir)/src/exchange/html_entities.pl $(srcdir)/src/exchange/html_entities.tsv > $@.tmp && mv $@.tmp $@

# the codes of statements of reasons, from their table
src/policy/dsa_code.o src/policy/dsa_code.bc: src/policy/dsa_code_data.h
src/policy/dsa_code_data.h: src/policy/dsa_code.pl src/policy/dsa_code.tsv
	mkdir -p $(@D)
	perl $(srcdir)/src/policy/dsa_code.pl $(srcdir)/src/policy/dsa_code.tsv > $@.tmp && mv $@.tmp $@

# templates that the fragments fill in
SQL_TEMPLATES = $(wildcard $(srcdir)/src/*/*.sql.in)

$(EXTENSION)--$(EXTVERSION).sql: $(SQL_FRAGMENTS) $(SQL_TEMPLATES) scripts/fragments.pl
	perl $(srcdir)/scripts/fragments.pl $(addprefix $(srcdir)/,$(SQL_FRAGMENTS)) > $@.all.tmp
	sed -e '/^--|/d' $@.all.tmp | cat -s > $@.tmp && mv $@.tmp $@ && rm $@.all.tmp

# the C functions of this version's install script, and of those of earlier versions
exports.txt: $(EXTENSION)--$(EXTVERSION).sql scripts/exports.pl
	perl $(srcdir)/scripts/exports.pl $< $(wildcard $(srcdir)/upgrade/*.sql) > $@.tmp && mv $@.tmp $@

# the public headers and what they include, in the folders of src/, by which they include each other
HEADERS_DIR = $(DESTDIR)$(includedir_server)/extension/$(EXTENSION)
.PHONY: install-headers uninstall-headers
install: install-headers
install-headers:
	for header in $$(perl $(srcdir)/scripts/headers.pl $(srcdir)/src $(PUBLIC_HEADERS)); do \
		$(MKDIR_P) "$$(dirname '$(HEADERS_DIR)'/$$header)" && \
		$(INSTALL_DATA) $(srcdir)/src/$$header '$(HEADERS_DIR)'/$$header || exit 1; \
	done
uninstall: uninstall-headers
uninstall-headers:
	rm -rf '$(HEADERS_DIR)'

.PHONY: isolation_installcheck prove_installcheck
isolation_installcheck:
	$(pg_isolation_regress_installcheck) --inputdir=$(srcdir)/test/isolation --encoding=UTF8 \
		--load-extension=factag --dbname=isolation_factag $(ISOLATION_SPECS)

prove_installcheck:
	$(prove_installcheck)

# the comments that changed since the last released version, in the script that upgrades from it
RELEASED = $(lastword $(sort $(patsubst $(srcdir)/upgrade/$(EXTENSION)--%--$(EXTVERSION).sql,%,$(wildcard $(srcdir)/upgrade/$(EXTENSION)--*--$(EXTVERSION).sql))))
.PHONY: upgrade-comments
upgrade-comments: $(EXTENSION)--$(EXTVERSION).sql
	perl $(srcdir)/scripts/upgrade_comments.pl $(srcdir)/upgrade/$(EXTENSION)--$(RELEASED).sql $< \
		$(srcdir)/upgrade/$(EXTENSION)--$(RELEASED)--$(EXTVERSION).sql

.PHONY: doc html dist
doc: doc/reference.md
# the reference as one page that can be searched, in the folder html; needs cmark-gfm
html: html/reference.html
html/reference.html: doc/reference.md doc/html.pl
	mkdir -p html
	perl $(srcdir)/doc/html.pl $< > $@.tmp && mv $@.tmp $@

doc/reference.md: $(SQL_FRAGMENTS) $(SQL_TEMPLATES) scripts/fragments.pl doc/reference.pl
	perl $(srcdir)/doc/reference.pl $(addprefix $(srcdir)/,$(SQL_FRAGMENTS)) > $@.tmp && mv $@.tmp $@

# a tarball, and the zip that PGXN takes
dist:
	mkdir -p dist
	for format in tar.gz zip; do \
		git archive --format=$$format --prefix=$(EXTENSION)-$(EXTVERSION)/ -o dist/$(EXTENSION)-$(EXTVERSION).$$format HEAD || exit 1; \
	done
