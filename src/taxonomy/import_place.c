/*
 * import_place.c
 *	  Where in a document an importer is; see import_place.h.
 */
#include "taxonomy/import_place.h"

#include "text/fold.h"
#include "text/input.h"

void
import_at_line(ImportPlace *place, int line)
{
	place->line = line;
	place->what = NULL;
}

char *
import_clean(const char *s, int len)
{
	char	   *copy = pnstrdup(s, len);

	for (char *p = copy; *p; p++)
	{
		if ((unsigned char) *p < ' ' || *p == 0x7F)
			*p = ' ';
	}
	return copy;
}

void
import_at(ImportPlace *place, const char *what, const char *name, int len)
{
	place->line = 0;
	place->what = psprintf("%s \"%s\"", what, import_clip(name, len));
}

const char *
import_place_text(const ImportPlace *place)
{
	return place->line > 0 ? psprintf("line %d", place->line) : place->what;
}

void
import_fail(ImportPlace *place, int sqlstate, const char *hint, const char *detail,...)
{
	const char *at = import_place_text(place);
	StringInfoData out;
	va_list		args;

	initStringInfo(&out);
	if (at)
		appendStringInfo(&out, "%s: ", at);
	va_start(args, detail);
	factag_append_va(&out, detail, args);
	va_end(args);
	out.data[0] = pg_ascii_toupper((unsigned char) out.data[0]);
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("cannot import a taxonomy of format \"%s\"", place->format),
			 errdetail("%s.", out.data),
			 hint ? errhint("%s", hint) : 0));
}

const char *
import_clip(const char *s, int len)
{
	return lex_clip(import_clean(s, len));
}

void
import_trim(const char **s, int *len)
{
	const char *end = *s + *len;
	const char *start = lex_blanks_end(*s, end);

	*len = lex_text_end(start, end) - start;
	*s = start;
}

ImportName
import_fold(ImportPlace *place, const char *what, const char *s, int len)
{
	char		folded[FACTAG_MAX_SEGMENT];
	ImportName	name;
	char	   *copy;
	const char *fault = NULL;

	switch (fold_segment(s, len, 0, folded, &name.len))
	{
		case FOLD_OK:
			copy = palloc(name.len);
			memcpy(copy, folded, name.len);
			name.segment = copy;
			return name;
		case FOLD_EMPTY:
			import_fail(place, ERRCODE_INVALID_TEXT_REPRESENTATION, "Add it to the document.", "the %s is empty", what);
		case FOLD_TOO_LONG:
			import_fail(place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "Shorten it in the document.",
						"the %s \"%s\" has more than %d bytes", what, import_clip(s, len), FACTAG_MAX_SEGMENT);
		case FOLD_CONTROL:
			fault = "contains a control character";
			break;
		case FOLD_NONCHARACTER:
			fault = "contains a noncharacter";
			break;
		case FOLD_MARK:
			fault = "begins with a combining mark";
			break;
		case FOLD_UNSTABLE:
			fault = "has no stable folded form";
			break;
	}
	import_fail(place, ERRCODE_INVALID_TEXT_REPRESENTATION, "Correct it in the document.",
				"the %s \"%s\" %s", what, import_clip(s, len), fault);
}
