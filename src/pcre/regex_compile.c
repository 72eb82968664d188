/*
 * regex_compile.c
 *	  Compiling regular expressions, and what is refused; see regex.h.
 */
#include "pcre/regex_internal.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "pcre/regex_scan.h"

/*
 * Verbs that may stand at the start of a pattern. Any other verb there sets a
 * mode or limit for the whole pattern; the list names those allowed because
 * later versions of PCRE2 have more of the others.
 */
static const char *const backtracking_verbs[] = {
	"ACCEPT", "COMMIT", "F", "FAIL", "PRUNE", "SKIP", "THEN"
};

int
regex_flag(char letter)
{
	const char *at = letter ? strchr(REGEX_FLAG_LETTERS, letter) : NULL;

	return at ? 1 << (at - REGEX_FLAG_LETTERS) : 0;
}

/* PCRE2's allocator; returns NULL when out of memory, as ereport must not longjmp out of PCRE2. */
static void *
allocate(PCRE2_SIZE size, void *context)
{
	return MemoryContextAllocExtended((MemoryContext) context, size,
									  MCXT_ALLOC_NO_OOM | MCXT_ALLOC_HUGE);
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
			 errdetail("Failed while processing a regular expression.")));
}

/* Reset callback of the context: frees machine code, which is not in the context's memory. */
static void
free_regex(void *arg)
{
	Regex	   *regex = arg;

	for (int i = 0; i < REGEX_VARIANTS; i++)
	{
		if (regex->variants[i].code)
			pcre2_code_free(regex->variants[i].code);
		regex->variants[i].code = NULL;
	}
}

/* Whether the pattern begins with a verb that sets a mode or limit for all of it. */
static bool
has_mode_verb(const char *pattern, int len)
{
	int			n = 2;

	if (len < 3 || pattern[0] != '(' || pattern[1] != '*')
		return false;
	while (n < len && (pattern[n] == '_' || (pattern[n] >= 'A' && pattern[n] <= 'Z')))
		n++;
	if (n == 2 || n == len || (pattern[n] != ')' && pattern[n] != '='))
		return false;
	for (size_t i = 0; i < lengthof(backtracking_verbs); i++)
	{
		const char *verb = backtracking_verbs[i];

		if (strlen(verb) == (size_t) n - 2 && strncmp(verb, pattern + 2, n - 2) == 0)
			return false;
	}
	return true;
}

/* Callback of pcre2_callout_enumerate: notes the first callout's position and stops. */
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
	error->hint[0] = '\0';
	strlcpy(error->message, message, sizeof(error->message));
	return NULL;
}

/* Compiles in the current memory context; NULL with PCRE2's error code and offset if that fails. */
static pcre2_code *
compile(const char *pattern, int len, uint32 options, int *code, PCRE2_SIZE *offset)
{
	pcre2_general_context *memory = regex_memory(CurrentMemoryContext);
	pcre2_compile_context *context = pcre2_compile_context_create(memory);
	pcre2_code *result;

	if (!context)
		regex_out_of_memory();
	/*
	 * Whatever the library's build options say: lines end as browsers and mail end them. The
	 * other ends that PCRE2 can know, such as a form feed or U+2028, occur within lines too.
	 */
	pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
	pcre2_set_bsr(context, PCRE2_BSR_UNICODE);
	result = pcre2_compile((PCRE2_SPTR) pattern, len, options, code, offset, context);
	pcre2_compile_context_free(context);
	pcre2_general_context_free(memory);
	if (!result && *code == PCRE2_ERROR_HEAP_FAILED)
		regex_out_of_memory();
	return result;
}

/* Whether a token begins with these characters. */
static bool
begins_with(const RegexToken *token, const char *what)
{
	Size		len = strlen(what);

	return (Size) (token->end - token->start) >= len && memcmp(token->start, what, len) == 0;
}

/* Notes which items of the pattern affect how a text is searched. */
static void
note_items(Regex *regex, int flags)
{
	RegexScan	scan;
	RegexToken	token;

	regex_scan_init(&scan, regex->pattern, regex->len, flags);
	while (regex_scan_next(&scan, &token))
	{
		if (token.kind != REGEX_OTHER && token.kind != REGEX_SET)
			continue;
		if (begins_with(&token, "\\G") || begins_with(&token, "(*COMMIT") || begins_with(&token, "(*SKIP"))
			regex->whole = true;
		if (begins_with(&token, "(*PRUNE") || begins_with(&token, "(*SKIP"))
			regex->prunes = true;
		else if (begins_with(&token, "\\K"))
			regex->resets = true;
		else if (begins_with(&token, "\\X"))
			regex->clusters = true;
	}
}

/* Frees a regex whose reset callback is not registered yet. */
static void
discard(Regex *regex)
{
	free_regex(regex);
	pfree(unconstify(char *, regex->pattern));
	pfree(regex);
}

/*
 * Whether a search does not try to match from between CR and LF on. PCRE2 does so only
 * for patterns that name one of them, and do not begin at the start of a line.
 */
static bool
passes_over_crlf(const pcre2_code *code)
{
	uint32		names = 0;
	uint32		start = 0;

	pcre2_pattern_info(code, PCRE2_INFO_HASCRORLF, &names);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &start);
	return !names || start == 2;
}

/* Adds the size of compiled or machine code. */
static void
note_size(Regex *regex, const RegexCode *code, uint32 what)
{
	size_t		size = 0;

	pcre2_pattern_info(code->code, what, &size);
	regex->size += size;
}

Regex *
regex_compile(const char *pattern, int len, int flags, RegexError *error)
{
	/* in the order of RegexFlag's bits */
	static const uint32 options[] = {
		PCRE2_CASELESS, PCRE2_MULTILINE, PCRE2_DOTALL, PCRE2_EXTENDED, PCRE2_NO_AUTO_CAPTURE,
		PCRE2_ANCHORED | PCRE2_ENDANCHORED
	};
	Regex	   *regex;
	RegexCode  *plain;
	uint32		option = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
	int			code;
	int			callout = 0;
	int			slow;
	PCRE2_SIZE	offset;

	if (len > REGEX_MAX_FOLDED)
		return refuse(error, REGEX_MAX_FOLDED, "pattern is too long");
	if (has_mode_verb(pattern, len))
		return refuse(error, 0, "verbs that set modes or limits are not allowed");
	if (regex_compiles_slowly(pattern, len, flags, &slow))
		return refuse(error, slow, "caseless ranges of characters are too many and too wide");
	for (size_t i = 0; i < lengthof(options); i++)
	{
		if (flags & (1 << i))
			option |= options[i];
	}

	regex = palloc0(sizeof(Regex));
	regex->pattern = pnstrdup(pattern, len);
	regex->len = len;
	regex->options = option;
	regex->size = sizeof(Regex) + len;
	plain = &regex->variants[REGEX_PLAIN];
	plain->code = compile(pattern, len, option, &code, &offset);
	if (!plain->code)
	{
		error->offset = Min((int) offset, len);
		/* newer versions may point inside a character; move back to its first byte */
		while (error->offset > 0 && error->offset < len &&
			   ((unsigned char) pattern[error->offset] & 0xC0) == 0x80)
			error->offset--;
		error->refused = false;
		if (pcre2_get_error_message(code, (PCRE2_UCHAR *) error->message,
									sizeof(error->message)) < 0)
			strlcpy(error->message, "cannot be compiled", sizeof(error->message));
		regex_fill_hint(pattern, len, flags, code, error);
		discard(regex);
		return NULL;
	}
	if (pcre2_callout_enumerate(plain->code, note_callout, &callout) != 0)
	{
		discard(regex);
		return refuse(error, callout, "callouts are not allowed");
	}
	note_items(regex, flags);
	regex->over_crlf = passes_over_crlf(plain->code);
	regex->byte_cost = regex_byte_cost(pattern, len, flags);
	regex->reach = regex_reach(pattern, len, flags);
	note_size(regex, plain, PCRE2_INFO_SIZE);
	/* a search in one piece can be interrupted in callouts only, so they are needed */
	for (RegexVariant variant = REGEX_STARTS; regex->whole && variant < REGEX_VARIANTS; variant++)
	{
		CHECK_FOR_INTERRUPTS();
		if (regex_variant(regex, variant))
			continue;
		discard(regex);
		return refuse(error, 0, "\\G, (*COMMIT) and (*SKIP) are not allowed in a pattern of this size");
	}
	regex->callback.func = free_regex;
	regex->callback.arg = regex;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &regex->callback);
	return regex;
}

RegexCode *
regex_variant(Regex *regex, RegexVariant variant)
{
	RegexCode  *result = &regex->variants[variant];
	uint32		options = regex->options;
	MemoryContext old;
	StringInfoData pattern;
	int			code;
	PCRE2_SIZE	offset;

	if (result->code)
		return result;
	if (result->failed)
		return NULL;
	old = MemoryContextSwitchTo(GetMemoryChunkContext(regex));
	initStringInfo(&pattern);
	/* a callout before the first alternative is passed at each starting position */
	if (variant == REGEX_STARTS)
		appendStringInfoString(&pattern, "(?C)");
	else if (variant == REGEX_STEPS)
		options |= PCRE2_AUTO_CALLOUT;
	appendBinaryStringInfo(&pattern, regex->pattern, regex->len);
	result->code = compile(pattern.data, pattern.len, options, &code, &offset);
	pfree(pattern.data);
	MemoryContextSwitchTo(old);
	result->failed = result->code == NULL;
	if (result->failed)
		return NULL;
	note_size(regex, result, PCRE2_INFO_SIZE);
	return result;
}

/*
 * Machine code of PCRE2 10.42 to 10.49 goes on to further alternatives where (*PRUNE) or (*SKIP) ends
 * a match, once the text has a character of several bytes.
 */
bool
regex_make_jit(Regex *regex, RegexCode *code)
{
	if (regex->prunes)
		return false;
	if (!code->tried_jit)
	{
		code->tried_jit = true;
		code->jit = pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE) == 0;
		if (code->jit)
			note_size(regex, code, PCRE2_INFO_JITSIZE);
	}
	return code->jit;
}

Size
regex_size(const Regex *regex)
{
	return regex->size;
}
