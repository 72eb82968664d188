/*
 * regex_match.c
 *	  Matching: limits, machine code, interrupts; see regex.h.
 *
 * PCRE2 lets its caller stop a match in callouts only, and callouts at each step
 * make a pattern several times slower. Between two steps that PCRE2 counts, a
 * match may read the rest of the text. So each call is bounded by the bytes that
 * its steps can read, within CALL_BUDGET (regex_cost.c):
 *
 * 1) If the budget lets each starting position take FEW_STEPS, one call without
 *	  callouts searches the text (REGEX_PLAIN). A longer text is searched in pieces,
 *	  a call for each, as long as a piece has LEAST_PIECE positions.
 *
 * 2) Otherwise, or if a position needs more, there is a callout at each starting
 *	  position (REGEX_STARTS), and each position has the whole budget.
 *
 * 3) A position that exceeds it is tried by itself with a callout at each step
 *	  (REGEX_STEPS) and with the limit of the settings. Then 2) goes on after it.
 *
 * 4) If callouts at each step make the pattern too large for PCRE2, the budget of
 *	  a position is its limit: it shrinks with the length of the text. If even one
 *	  callout is too much, each position is a call of its own.
 *
 * The limit of the settings applies to each starting position by itself, so the
 * outcome does not depend on how a text is searched.
 */
#include "pcre/regex_internal.h"

#include "miscadmin.h"
#include "utils/guc.h"
#include "utils/memutils.h"

/* nanoseconds that one call of PCRE2 may take without an interrupt check, by regex_cost.c's estimate */
#define CALL_BUDGET 400000000.0
#define INTERPRETER_FACTOR 8	/* the interpreter's time for what takes machine code 1 */

/* a step that alone takes this long is an error: \X over a run of regional indicators */
#define PASS_BUDGET 250000000.0

#define FEW_STEPS 8

/* with fewer positions a call, callouts cost less than the calls */
#define LEAST_PIECE 256

/* the stack of machine code; a match that outgrows it is interpreted */
#define JIT_STACK_MIN (32 * 1024)
#define JIT_STACK_MAX (1024 * 1024)

/* if a match made match_memory larger than this, its match data are freed */
#define KEPT_MEMORY (1024 * 1024)

/* ranges that a search without machine code is confined to, at most */
#define INTERPRETED_RANGES 16

#define DEFAULT_MATCH_LIMIT 1000000
#define DEFAULT_DEPTH_LIMIT 100000
#define DEFAULT_HEAP_LIMIT 32768	/* kB */

static int	match_limit = DEFAULT_MATCH_LIMIT;
static int	match_depth_limit = DEFAULT_DEPTH_LIMIT;
static int	match_heap_limit = DEFAULT_HEAP_LIMIT;
static bool pattern_jit = true;

/* used by every match of this backend */
static MemoryContext match_memory;
static pcre2_match_context *match_context;
static pcre2_match_data *match_data;

/* the interpreter, whose memory is match_memory, has run since free_large_match_data */
static bool interpreted;

/*
 * Between a match and its callouts. tried_at is the starting position at the last
 * callout. An interrupt that does not cancel the
 * query is ignored by as many callouts as patience says: a search that had to
 * start over from the same position must get further than the last time, even
 * if such interrupts keep coming. So it begins with LEAST_PATIENCE and doubles
 * with each repetition.
 */
static PCRE2_SIZE tried_at;
static uint64 patience;

#define LEAST_PATIENCE 1000

void
regex_define_settings(void)
{
	DefineCustomIntVariable("factag.match_limit",
							"Limits the backtracking of a pattern from one position of a text.",
							"A pattern that reaches the limit raises an error. "
							"Rule sets with on-limit: skip use the default, whatever is set.",
							&match_limit, DEFAULT_MATCH_LIMIT, 100, 10000000,
							PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomIntVariable("factag.match_depth_limit",
							"Limits how deep a pattern without machine code may backtrack.",
							NULL,
							&match_depth_limit, DEFAULT_DEPTH_LIMIT, 100, 10000000,
							PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomIntVariable("factag.match_heap_limit",
							"Limits the memory that a match of a pattern without machine code may use.",
							NULL,
							&match_heap_limit, DEFAULT_HEAP_LIMIT, 64, 1024 * 1024,
							PGC_USERSET, GUC_UNIT_KB, NULL, NULL, NULL);
	DefineCustomBoolVariable("factag.pattern_jit",
							 "Compiles patterns to machine code where PCRE2 can.",
							 "For testing. Machine code and the interpreter count backtracking "
							 "differently, so setting it requires privileges.",
							 &pattern_jit, true, PGC_SUSET, GUC_NOT_IN_SAMPLE, NULL, NULL, NULL);
}

/*
 * PCRE2's callback at a callout: stops the match if an interrupt is pending, which
 * regex_match then processes, as it must not longjmp out of PCRE2.
 */
static int
stop_for_interrupt(pcre2_callout_block *block, void *arg)
{
	(void) arg;
	tried_at = block->start_match;
	if (!factag_interrupt_pending())
		return 0;
	if (patience > 0 && !factag_cancel_pending())
	{
		patience--;
		return 0;
	}
	return PCRE2_ERROR_CALLOUT;
}

/* Creates what all matches share: contexts and match data. */
static void
prepare(void)
{
	pcre2_general_context *memory;
	pcre2_jit_stack *stack;

	if (!match_memory)
		match_memory = AllocSetContextCreate(TopMemoryContext, "factag match",
											 ALLOCSET_DEFAULT_SIZES);
	memory = regex_memory(match_memory);
	if (!match_context)
	{
		match_context = pcre2_match_context_create(memory);
		if (!match_context)
			regex_out_of_memory();
		stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, memory);
		if (stack)
			pcre2_jit_stack_assign(match_context, NULL, stack);
		pcre2_set_callout(match_context, stop_for_interrupt, NULL);
	}
	match_data = pcre2_match_data_create(1, memory);
	if (!match_data)
		regex_out_of_memory();
	pcre2_general_context_free(memory);
}

/* Frees the match data, and so the memory that the interpreter's backtracking took. */
static void
free_match_data(void)
{
	pcre2_match_data_free(match_data);
	match_data = NULL;
}

static void
free_large_match_data(void)
{
	if (interpreted && MemoryContextMemAllocated(match_memory, false) > KEPT_MEMORY)
		free_match_data();
	interpreted = false;
}

/* Sets the limits of the interpreter, which outlive the call. */
static void
set_interpreter_limits(uint32 depth, uint32 heap)
{
	static uint32 depth_set;
	static uint32 heap_set;

	/* a call of the library costs as much as a short match */
	if (depth != depth_set)
		pcre2_set_depth_limit(match_context, depth);
	if (heap != heap_set)
		pcre2_set_heap_limit(match_context, heap);
	depth_set = depth;
	heap_set = heap;
}

/*
 * One call of PCRE2: a match that begins from start to limit, with at most *steps
 * steps from each position. If bounded, and the stack of machine code is full, *steps
 * becomes what the interpreter, which is slower, may take in the same time. Returns
 * PCRE2's code.
 */
static int
match_piece(Regex *regex, RegexCode *code, const char *text, int len, int start,
			PCRE2_SIZE limit, int *steps, bool bounded)
{
	PCRE2_SPTR	subject = (PCRE2_SPTR) text;
	int			result = PCRE2_ERROR_JIT_STACKLIMIT;

	pcre2_set_offset_limit(match_context, limit);
	pcre2_set_match_limit(match_context, *steps);
	if (pattern_jit && regex_make_jit(regex, code))
	{
		result = pcre2_match(code->code, subject, len, start,
							 PCRE2_NO_UTF_CHECK, match_data, match_context);
		if (result == PCRE2_ERROR_JIT_STACKLIMIT && bounded)
		{
			*steps = Max(1, *steps / INTERPRETER_FACTOR);
			pcre2_set_match_limit(match_context, *steps);
		}
	}
	/* without machine code, or when its stack is full: the interpreter uses the heap */
	if (result == PCRE2_ERROR_JIT_STACKLIMIT)
	{
		interpreted = true;
		result = pcre2_match(code->code, subject, len, start,
							 PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, match_data, match_context);
	}
	return result;
}

/* The outcome of a match that ended with an error of PCRE2; raises all but reached limits. */
static RegexStatus
fail_match(int code, RegexMatch *match)
{
	char		message[256];

	free_match_data();
	switch (code)
	{
		case PCRE2_ERROR_MATCHLIMIT:
			match->limit = "factag.match_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_DEPTHLIMIT:
		case PCRE2_ERROR_RECURSELOOP:
			match->limit = "factag.match_depth_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_HEAPLIMIT:
			match->limit = "factag.match_heap_limit";
			return REGEX_LIMIT;
		case PCRE2_ERROR_NOMEMORY:
			regex_out_of_memory();
			break;
#ifdef PCRE2_ERROR_BAD_BACKSLASH_K
			/* a subroutine call can hide this from pcre2_compile */
		case PCRE2_ERROR_BAD_BACKSLASH_K:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_REGULAR_EXPRESSION),
					 errmsg("a pattern reaches \\K within a lookaround"),
					 errhint("Write the pattern without \\K, or without the lookaround.")));
#endif
	}
	if (pcre2_get_error_message(code, (PCRE2_UCHAR *) message, sizeof(message)) < 0)
		message[0] = '\0';
	elog(ERROR, "PCRE2 failed with code %d: %s", code, message);
	return REGEX_LIMIT;
}

int
regex_next_start(const Regex *regex, const char *text, int len, int start)
{
	for (start++; start < len && (text[start] & 0xC0) == 0x80;)
		start++;
	if (regex->over_crlf && start < len && text[start] == '\n' && text[start - 1] == '\r')
		start++;
	return start;
}

/* what is the same for all calls of PCRE2 for a search */
typedef struct Search
{
	Regex	   *regex;
	const char *text;
	int			len;
	int			start;			/* of the search */
	int			full_limit;		/* steps from each position */
	double		budget;			/* steps of a call */
} Search;

/*
 * Finds the first match that begins from start to end, a position of the search's or, if it has
 * no limit, len.
 */
static RegexStatus
match_range(const Search *search, int start, int end, RegexMatch *match)
{
	Regex	   *regex = search->regex;
	double		piece = search->budget / FEW_STEPS; /* positions a call */
	RegexVariant variant = REGEX_PLAIN;
	int			repeats = 0;	/* interruptions without progress */

	if (regex->whole || piece < Min(LEAST_PIECE, end - start + 1))
		variant = REGEX_STARTS;
	for (;;)
	{
		RegexCode  *code = regex_variant(regex, variant);
		bool		single = !code || (variant == REGEX_STEPS && !regex->whole && !regex->resets);
		double		share = search->budget; /* steps of the call for each position */
		int			steps;
		PCRE2_SIZE	last = end < search->len ? (PCRE2_SIZE) end : PCRE2_UNSET; /* starting position of the call */
		int			result;

		CHECK_FOR_INTERRUPTS();
		if (!code)
			code = regex_variant(regex, REGEX_PLAIN);
		if (single)
			last = start;
		else if (variant == REGEX_PLAIN)
		{
			if (piece > end - start)
				share /= end - start + 1;
			else
			{
				last = start + (int) piece - 1;
				share = FEW_STEPS;
			}
		}
		steps = variant == REGEX_STEPS ? search->full_limit : (int) Max(1, Min(search->full_limit, share));
		patience = repeats > 0 ? (uint64) LEAST_PATIENCE << Min(repeats, 40) : 0;
		tried_at = start;
		result = match_piece(regex, code, search->text, search->len, start, last, &steps,
							 variant != REGEX_STEPS);
		if (result >= 0)
		{
			PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(match_data);

			/* \K in a lookaround may end a match before it begins, or begin it before the search */
			match->from = Max((int) ovector[0], search->start);
			match->to = Max((int) ovector[1], match->from);
			return REGEX_MATCH;
		}
		if (result == PCRE2_ERROR_CALLOUT)
		{
			/* positions before the interrupted one have failed; with \K it is not known exactly */
			repeats++;
			if (!regex->whole && !regex->resets && (int) tried_at > start)
			{
				start = tried_at;
				repeats = 0;
			}
			continue;
		}
		if (result == PCRE2_ERROR_MATCHLIMIT && variant == REGEX_PLAIN)
		{
			variant = REGEX_STARTS;
			continue;
		}
		if (result == PCRE2_ERROR_MATCHLIMIT && variant == REGEX_STARTS && steps < search->full_limit &&
			regex_variant(regex, REGEX_STEPS))
		{
			if (!regex->whole && !regex->resets)
				start = tried_at;
			variant = REGEX_STEPS;
			continue;
		}
		if (result != PCRE2_ERROR_NOMATCH)
		{
			RegexStatus status = fail_match(result, match);

			/* the limit that was reached is not the setting */
			if (result == PCRE2_ERROR_MATCHLIMIT && steps < search->full_limit)
				match->limit = NULL;
			return status;
		}
		if (last == PCRE2_UNSET || last >= (PCRE2_SIZE) end || (regex->options & PCRE2_ANCHORED))
			return REGEX_NO_MATCH;
		start = regex_next_start(regex, search->text, search->len, last);
		if (start > end)
			return REGEX_NO_MATCH;
		if (single)
			variant = REGEX_STARTS;
		repeats = 0;
	}
}

/*
 * Where to begin the search of a range. Whether a search tries to match between CR and LF depends
 * on the pattern and on what it skips, so PCRE2 has to come from before the CR, as it would without
 * ranges.
 */
static int
first_start(const Search *search, const ByteRange *range)
{
	int			from = range->from;

	if (from <= search->start)
		return search->start;
	if (from < search->len && search->text[from] == '\n' && search->text[from - 1] == '\r')
		from--;
	return from;
}

RegexStatus
regex_match_within(Regex *regex, const char *text, int len, int start, const ByteRange *ranges,
				   int n, RegexLimits limits, RegexMatch *match)
{
	bool		fixed = limits == REGEX_LIMITS_FIXED;
	bool		jit = pattern_jit && regex_make_jit(regex, &regex->variants[REGEX_PLAIN]);
	double		pass = regex_pass_cost(regex, text, len);
	ByteRange	all = {start, len};
	RegexStatus status = REGEX_NO_MATCH;
	Search		search = {
		.regex = regex,
		.text = text,
		.len = len,
		.start = start,
		.full_limit = fixed ? DEFAULT_MATCH_LIMIT : match_limit,
		.budget = CALL_BUDGET / (pass * (jit ? 1 : INTERPRETER_FACTOR))
	};

	if (regex->clusters && pass > (double) Max(len, 1) * regex->byte_cost + PASS_BUDGET)
	{
		match->limit = NULL;
		return REGEX_LIMIT;
	}
	if (unlikely(!match_data))
		prepare();
	set_interpreter_limits(fixed ? DEFAULT_DEPTH_LIMIT : match_depth_limit,
						   fixed ? DEFAULT_HEAP_LIMIT : match_heap_limit);
	/* the outcome may depend on where the search begins, or on positions that do not match */
	if (regex->whole || (regex->options & PCRE2_ANCHORED))
	{
		ranges = &all;
		n = 1;
	}
	/*
	 * The interpreter looks for the first character of a match up to the end of the text, whatever
	 * the limit of positions is, so each call may read all of the text.
	 */
	else if (!jit && n > INTERPRETED_RANGES)
	{
		all = (ByteRange) {ranges[0].from, ranges[n - 1].to};
		ranges = &all;
		n = 1;
	}
	for (int i = 0; i < n && status == REGEX_NO_MATCH; i++)
	{
		if (ranges[i].to >= start)
		{
			int			from = first_start(&search, &ranges[i]);

			if (from <= ranges[i].to)
				status = match_range(&search, from, ranges[i].to, match);
		}
	}
	if (status != REGEX_LIMIT)
		free_large_match_data();
	return status;
}

RegexStatus
regex_match(Regex *regex, const char *text, int len, int start, RegexLimits limits,
			RegexMatch *match)
{
	ByteRange	all = {start, len};

	return regex_match_within(regex, text, len, start, &all, 1, limits, match);
}
