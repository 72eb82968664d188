/*
 * regex.c
 *	  Regular expressions: compilation and what is refused; see regex.h.
 */
#include "regex_internal.h"

#include "utils/memutils.h"

/* what may stand in front of a pattern and would change modes or limits of all of it */
static const char *const start_verbs[] = {
	"ANY", "ANYCRLF", "BSR_ANYCRLF", "BSR_UNICODE", "CR", "CRLF", "LF", "LIMIT_DEPTH", "LIMIT_HEAP",
	"LIMIT_MATCH", "LIMIT_RECURSION", "NOTEMPTY", "NOTEMPTY_ATSTART", "NO_AUTO_POSSESS",
	"NO_DOTSTAR_ANCHOR", "NO_JIT", "NO_START_OPT", "NUL", "UCP", "UTF"
};

int
regex_flag(char letter)
{
	const char *at = letter ? strchr(REGEX_FLAG_LETTERS, letter) : NULL;

	return at ? 1 << (at - REGEX_FLAG_LETTERS) : 0;
}

/* PCRE2's allocator: an error must not jump out of the library */
static void *
allocate(PCRE2_SIZE size, void *context)
{
	return MemoryContextAllocExtended((MemoryContext) context, size, MCXT_ALLOC_NO_OOM | MCXT_ALLOC_HUGE);
}

static void
release(void *p, void *context)
{
	(void) context;
	if (p)
		pfree(p);
}

pcre2_general_context *
regex_memory(MemoryContext context)
{
	pcre2_general_context *memory = pcre2_general_context_create(allocate, release, context);

	if (!memory)
		regex_out_of_memory();
	return memory;
}

void
regex_out_of_memory(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_OUT_OF_MEMORY),
			 errmsg("out of memory"),
			 errdetail("A regular expression needed it.")));
}

/* context callback: machine code is not in the context's memory */
static void
free_regex(void *arg)
{
	Regex	   *regex = arg;

	if (regex->code)
		pcre2_code_free(regex->code);
	regex->code = NULL;
}

/* the number of bytes of a start verb at the pattern's beginning, 0 if there is none */
static int
start_verb(const char *pattern, int len)
{
	int			n = 2;

	if (len < 3 || pattern[0] != '(' || pattern[1] != '*')
		return 0;
	while (n < len && (pattern[n] == '_' || (pattern[n] >= 'A' && pattern[n] <= 'Z')))
		n++;
	if (n == len || (pattern[n] != ')' && pattern[n] != '='))
		return 0;
	for (size_t i = 0; i < lengthof(start_verbs); i++)
	{
		if (strlen(start_verbs[i]) == (size_t) n - 2 && strncmp(start_verbs[i], pattern + 2, n - 2) == 0)
			return n;
	}
	return 0;
}

/* PCRE2's callback for each callout: its place ends the enumeration */
static int
note_callout(pcre2_callout_enumerate_block *callout, void *arg)
{
	*(int *) arg = callout->pattern_position;
	return 1;
}

static Regex *
refuse(RegexError *error, int offset, const char *message)
{
	error->offset = offset;
	error->refused = true;
	strlcpy(error->message, message, sizeof(error->message));
	return NULL;
}

Regex *
regex_compile(const char *pattern, int len, int flags, RegexError *error)
{
	static const uint32 options[] = {PCRE2_CASELESS, PCRE2_MULTILINE, PCRE2_DOTALL, PCRE2_EXTENDED, PCRE2_NO_AUTO_CAPTURE};
	Regex	   *regex;
	pcre2_general_context *memory;
	pcre2_compile_context *context;
	uint32		option = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
	int			code;
	int			callout = 0;
	PCRE2_SIZE	offset;

	if (len > REGEX_MAX_PATTERN)
		return refuse(error, REGEX_MAX_PATTERN, "pattern is too long");
	if (start_verb(pattern, len))
		return refuse(error, 0, "verbs that set modes or limits are not allowed");
	for (size_t i = 0; i < lengthof(options); i++)
	{
		if (flags & (1 << i))
			option |= options[i];
	}

	regex = palloc0(sizeof(Regex));
	memory = regex_memory(CurrentMemoryContext);
	context = pcre2_compile_context_create(memory);
	if (!context)
		regex_out_of_memory();
	/* as Perl, whatever the library was built with */
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_bsr(context, PCRE2_BSR_UNICODE);

	regex->callback.func = free_regex;
	regex->callback.arg = regex;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &regex->callback);
	regex->code = pcre2_compile((PCRE2_SPTR) pattern, len, option, &code, &offset, context);
	pcre2_compile_context_free(context);
	pcre2_general_context_free(memory);
	if (!regex->code)
	{
		if (code == PCRE2_ERROR_HEAP_FAILED)
			regex_out_of_memory();
		error->offset = Min((int) offset, len);
		error->refused = false;
		if (pcre2_get_error_message(code, (PCRE2_UCHAR *) error->message, sizeof(error->message)) < 0)
			strlcpy(error->message, "cannot be compiled", sizeof(error->message));
		return NULL;
	}
	if (pcre2_callout_enumerate(regex->code, note_callout, &callout) != 0)
	{
		free_regex(regex);
		return refuse(error, callout, "callouts are not allowed");
	}
	/* what would behave another way if a search were cut in pieces */
	regex->whole = memmem(pattern, len, "\\G", 2) != NULL || memmem(pattern, len, "(*COMMIT", 8) != NULL;
	return regex;
}

bool
regex_check(const char *pattern, int len, int flags, RegexError *error)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "factag pattern", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	bool		ok = regex_compile(pattern, len, flags, error) != NULL;

	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return ok;
}

Size
regex_size(const Regex *regex)
{
	size_t		size = 0;
	size_t		machine = 0;

	pcre2_pattern_info(regex->code, PCRE2_INFO_SIZE, &size);
	pcre2_pattern_info(regex->code, PCRE2_INFO_JITSIZE, &machine);
	return sizeof(Regex) + size + machine;
}
