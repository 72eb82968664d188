/*
 * regex_match.c
 *	  Matching: limits, machine code, interruption; see regex.h.
 *
 *	  PCRE2 can be interrupted in callouts alone, which make a pattern several
 *	  times slower. So a text is searched piece by piece, without them: a match
 *	  must begin within the piece, and may end anywhere. A piece is so small that
 *	  what runs from each of its bytes to the text's end takes a timestamp, and
 *	  backtracks so little. It grows for as long as it takes less; where a grown
 *	  one could take long there are callouts at each place that a match may begin.
 *	  Where the pattern backtracks more the piece is searched again with callouts
 *	  at each step, and the limit of the settings; a pattern that is too large with
 *	  callouts, from each place by itself. The limit holds for each place, so that
 *	  the outcome depends neither on pieces nor on the clock.
 */
#include "pcre/regex_internal.h"

#include "miscadmin.h"
#include "portability/instr_time.h"
#include "utils/guc.h"
#include "utils/memutils.h"

/* bytes looked at between two interrupts, if from each on the text is run through to its end */
#define JIT_STEPS (64 * 1024 * 1024)
#define INTERPRETER_STEPS (4 * 1024 * 1024)

#define GROW_BELOW 0.01			/* seconds */
#define GROW_PLAIN (64 * 1024)	/* bytes of a text of which pieces grow without callouts */

/* steps of backtracking without callouts: of all places of a piece; and of one, each over the whole text */
#define JIT_BACKTRACKS 100000000
#define INTERPRETER_BACKTRACKS 10000000
#define BACKTRACKED_BYTES INT64CONST(1000000000)
#define LEAST_BACKTRACKS 10

#define JIT_STACK_MIN (32 * 1024)
#define JIT_STACK_MAX (1024 * 1024)

/* memory that is kept from match to match */
#define KEPT_MEMORY (1024 * 1024)

#define DEFAULT_MATCH_LIMIT 1000000
#define DEFAULT_DEPTH_LIMIT 100000
#define DEFAULT_HEAP_LIMIT 32768	/* kB */

static int	match_limit = DEFAULT_MATCH_LIMIT;
static int	match_depth_limit = DEFAULT_DEPTH_LIMIT;
static int	match_heap_limit = DEFAULT_HEAP_LIMIT;
static bool pattern_jit = true;

/* what every match of this backend uses */
static MemoryContext match_memory;
static pcre2_match_context *match_context;
static pcre2_match_data *match_data;
static const char *limit_setting = "factag.match_limit";

/* between a match and its callouts */
static PCRE2_SIZE interrupted_at;	/* the place that a match was tried from */
static uint64 patience;			/* so many callouts are passed by whatever does not cancel the query */

/* a search that begins again where it was lets so many pass, and twice as many each time */
#define LEAST_PATIENCE 1000

void
regex_define_settings(void)
{
	DefineCustomIntVariable("factag.match_limit",
							"Limits the backtracking of a pattern from one place of a text.",
							"A pattern that reaches it raises an error. A rule set with on-limit: skip takes the default, whatever is set.",
							&match_limit, DEFAULT_MATCH_LIMIT, 100, 10000000, PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomIntVariable("factag.match_depth_limit",
							"Limits how deep a pattern may backtrack where there is no machine code for it.",
							NULL,
							&match_depth_limit, DEFAULT_DEPTH_LIMIT, 100, 10000000, PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomIntVariable("factag.match_heap_limit",
							"Limits the memory that a match may take where there is no machine code for the pattern.",
							NULL,
							&match_heap_limit, DEFAULT_HEAP_LIMIT, 64, 1024 * 1024, PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
	DefineCustomBoolVariable("factag.pattern_jit",
							 "Uses machine code for patterns where PCRE2 can make it.",
							 "For testing. The two count what a pattern backtracks in different ways, so not everyone may set it.",
							 &pattern_jit, true, PGC_SUSET, GUC_NOT_IN_SAMPLE, NULL, NULL, NULL);
}

const char *
regex_limit_setting(void)
{
	return limit_setting;
}

/* PCRE2's callback at a callout: stops the match for interrupts, which must not jump out of the library */
static int
ask_for_interrupts(pcre2_callout_block *block, void *arg)
{
	(void) arg;
	if (likely(!INTERRUPTS_PENDING_CONDITION()) || !INTERRUPTS_CAN_BE_PROCESSED())
		return 0;
	if (patience > 0 && !QueryCancelPending && !ProcDiePending)
	{
		patience--;
		return 0;
	}
	interrupted_at = block->start_match;
	return PCRE2_ERROR_CALLOUT;
}

/* Makes what matches share. */
static void
prepare(void)
{
	pcre2_general_context *memory;
	pcre2_jit_stack *stack;

	if (match_data)
		return;
	if (!match_memory)
		match_memory = AllocSetContextCreate(TopMemoryContext, "factag match", ALLOCSET_DEFAULT_SIZES);
	memory = regex_memory(match_memory);
	if (!match_context)
	{
		match_context = pcre2_match_context_create(memory);
		if (!match_context)
			regex_out_of_memory();
		stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, memory);
		if (stack)
			pcre2_jit_stack_assign(match_context, NULL, stack);
		pcre2_set_callout(match_context, ask_for_interrupts, NULL);
	}
	match_data = pcre2_match_data_create(1, memory);
	if (!match_data)
		regex_out_of_memory();
	pcre2_general_context_free(memory);
}

/* Gives back the memory that a match without machine code grew to. */
static void
forget_match_data(void)
{
	pcre2_match_data_free(match_data);
	match_data = NULL;
}

static void
forget_large_match_data(void)
{
	if (MemoryContextMemAllocated(match_memory, false) > KEPT_MEMORY)
		forget_match_data();
}

/* one call of PCRE2, on a piece that ends before limit */
static int
match_piece(Regex *regex, RegexCode *code, const char *text, int len, int start, PCRE2_SIZE limit)
{
	int			result = PCRE2_ERROR_JIT_STACKLIMIT;

	pcre2_set_offset_limit(match_context, limit);
	/* machine code outgrows its stack where the interpreter still has memory */
	if (pattern_jit && regex_make_jit(regex, code))
		result = pcre2_match(code->code, (PCRE2_SPTR) text, len, start, PCRE2_NO_UTF_CHECK, match_data, match_context);
	if (result == PCRE2_ERROR_JIT_STACKLIMIT)
		result = pcre2_match(code->code, (PCRE2_SPTR) text, len, start, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, match_data, match_context);
	return result;
}

/* the steps that each place of a piece may backtrack without callouts at each step */
static int
plain_limit(int most, bool jit, RegexVariant variant, int len, int bytes)
{
	int64		steps = BACKTRACKED_BYTES / Max(len, 1);

	if (variant == REGEX_PLAIN)
		steps = Min(steps, (jit ? JIT_BACKTRACKS : INTERPRETER_BACKTRACKS) / Max(bytes, 1));
	return Min(most, Max(steps, LEAST_BACKTRACKS));
}

/* Tells a failure that is not for want of a match. */
static RegexStatus
failed(int code)
{
	char		message[256];

	forget_match_data();
	switch (code)
	{
		case PCRE2_ERROR_MATCHLIMIT:
			limit_setting = "factag.match_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_DEPTHLIMIT:
			limit_setting = "factag.match_depth_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_HEAPLIMIT:
			limit_setting = "factag.match_heap_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_RECURSELOOP:
			limit_setting = "factag.match_depth_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_NOMEMORY:
			regex_out_of_memory();
			break;
#ifdef PCRE2_ERROR_BAD_BACKSLASH_K
			/* which a subroutine call hides from the compiler */
		case PCRE2_ERROR_BAD_BACKSLASH_K:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
					 errmsg("a pattern comes to \\K within a lookaround")));
#endif
	}
	if (pcre2_get_error_message(code, (PCRE2_UCHAR *) message, sizeof(message)) < 0)
		message[0] = '\0';
	elog(ERROR, "PCRE2 failed with code %d: %s", code, message);
	return REGEX_LIMIT;
}

/* the end of a piece, on a character's first byte */
static int
piece_end(const char *text, int len, int start, int bytes)
{
	int			end = start + bytes;

	while (end < len && (text[end] & 0xC0) == 0x80)
		end++;
	return end;
}

RegexStatus
regex_match(Regex *regex, const char *text, int len, int start, RegexLimits limits, int *from, int *to)
{
	bool		fixed = limits == REGEX_LIMITS_FIXED;
	int			most = fixed ? DEFAULT_MATCH_LIMIT : match_limit;
	bool		jit = pattern_jit && regex_make_jit(regex, &regex->variants[REGEX_PLAIN]);
	int			small = Max(1, (jit ? JIT_STEPS : INTERPRETER_STEPS) / Max(len, 1));
	int			bytes = small;
	bool		steps = false;	/* the piece backtracks too much for code without callouts */
	bool		callouts = true;	/* there can be code with them */
	const int	first = start;
	int			until = start;	/* where that piece ends */
	int			repeats = 0;

	prepare();
	pcre2_set_depth_limit(match_context, fixed ? DEFAULT_DEPTH_LIMIT : match_depth_limit);
	pcre2_set_heap_limit(match_context, fixed ? DEFAULT_HEAP_LIMIT : match_heap_limit);
	for (;;)
	{
		/* without callouts one place at a time */
		int			piece = steps && !callouts ? 1 : bytes;
		bool		last = regex->whole || len - start <= piece;
		int			end = last ? len : piece_end(text, len, start, piece);
		bool		starts = regex->whole || (bytes > small && len > GROW_PLAIN);
		RegexVariant variant = steps ? REGEX_STEPS : starts ? REGEX_STARTS : REGEX_PLAIN;
		int			limit = steps ? most : plain_limit(most, jit, variant, len, end - start);
		RegexCode  *variant_code = regex_variant(regex, callouts ? variant : REGEX_PLAIN);
		instr_time	begun;
		instr_time	spent;
		int			code;

		CHECK_FOR_INTERRUPTS();
		if (!variant_code)
		{
			callouts = false;
			bytes = small;
			continue;
		}
		patience = repeats > 0 ? (uint64) LEAST_PATIENCE << Min(repeats, 40) : 0;
		if (!last)
			INSTR_TIME_SET_CURRENT(begun);
		pcre2_set_match_limit(match_context, limit);
		code = match_piece(regex, variant_code, text, len, start, last ? PCRE2_UNSET : (PCRE2_SIZE) end - 1);
		if (code >= 0)
		{
			PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(match_data);

			/* a \K in a lookaround may let it end before it begins, or begin before the search */
			*from = Max((int) ovector[0], first);
			*to = Max((int) ovector[1], *from);
			forget_large_match_data();
			return REGEX_MATCH;
		}
		if (code == PCRE2_ERROR_CALLOUT)
		{
			/* all places before that one have failed, if it is the one that the match was tried from */
			repeats++;
			if (!regex->whole && !regex->resets && (int) interrupted_at > start)
			{
				start = interrupted_at;
				repeats = 0;
			}
			continue;
		}
		if (code != PCRE2_ERROR_NOMATCH)
		{
			if (bytes > small && !regex->whole)
				bytes = small;
			else if (code == PCRE2_ERROR_MATCHLIMIT && limit < most && !steps)
			{
				steps = true;
				until = end;
			}
			else
				return failed(code);
			continue;
		}
		if (last)
		{
			forget_large_match_data();
			return REGEX_NO_MATCH;
		}
		start = end;
		steps = steps && start < until;
		repeats = 0;
		INSTR_TIME_SET_CURRENT(spent);
		INSTR_TIME_SUBTRACT(spent, begun);
		if (INSTR_TIME_GET_DOUBLE(spent) < GROW_BELOW && callouts)
			bytes = Min(bytes, PG_INT32_MAX / 4) * 2;
	}
}
