/*
 * tagset_input.c
 *	  Reading the text form of a tagset; see tagset_input.h. COPY and dumps spend their time
 *	  here. So paths go into one buffer, and what is sorted are small elements that point
 *	  into it, with the bytes of a path that decide most comparisons.
 */
#include "tagset/tagset_input.h"

#include "miscadmin.h"

#include "tagset/tagset_format.h"

typedef struct InputElement
{
	uint64		head;			/* the path's first eight bytes, in their order; zeros beyond its end */
	uint32		path;			/* offset into the paths; in the order of the input */
	uint32		len;
	uint32		attributes;		/* number of its attributes in their list, 0 for none */
} InputElement;

typedef struct TagsetInput
{
	InputElement *elements;
	uint32		count;
	uint32		size;			/* of the array */
	StringInfoData paths;
	Attributes *attributes;		/* NULL while there are none */
	uint32		nattributes;	/* the first one is not used */
} TagsetInput;

#define FIRST_ELEMENTS 16
#define FIRST_ATTRIBUTES 16		/* a power of two */

StaticAssertDecl(FACTAG_MAX_SET_TEXT + FACTAG_MAX_PATH < PG_INT32_MAX, "offsets of paths are 32 bits");

/* Begins to collect elements, with room for the paths of so many bytes of text. */
static void
init_input(TagsetInput *input, int bytes)
{
	input->count = 0;
	input->size = FIRST_ELEMENTS;
	input->elements = palloc(sizeof(InputElement) * input->size);
	input->paths.maxlen = Min(bytes, FACTAG_INTERRUPT_BYTES) + FACTAG_MAX_PATH + sizeof(uint64);
	input->paths.data = palloc(input->paths.maxlen);
	input->paths.len = 0;
	input->attributes = NULL;
	input->nattributes = 1;
}

/* Returns where the next path is to be written: FACTAG_MAX_PATH bytes, and those that pad it. */
static char *
next_path(TagsetInput *input)
{
	enlargeStringInfo(&input->paths, FACTAG_MAX_PATH + sizeof(uint64));
	return input->paths.data + input->paths.len;
}

/* Keeps attributes; returns their number. */
static uint32
add_attributes(TagsetInput *input, const Attributes *attrs)
{
	uint32		n = input->nattributes++;

	if (!input->attributes)
		input->attributes = palloc(sizeof(Attributes) * FIRST_ATTRIBUTES);
	else if (n >= FIRST_ATTRIBUTES && (n & (n - 1)) == 0)
		input->attributes = repalloc_huge(input->attributes, sizeof(Attributes) * n * 2);
	input->attributes[n] = *attrs;
	return n;
}

/* Adds the element whose path was written. */
static void
add_element(TagsetInput *input, char *path, int len, const Attributes *attrs)
{
	InputElement *element;

	if (input->count == input->size)
		input->elements = repalloc_huge(input->elements, sizeof(InputElement) * (input->size *= 2));
	memset(path + len, 0, sizeof(uint64));
	element = &input->elements[input->count++];
	element->head = get_ordered64(path);
	element->path = path - input->paths.data;
	element->len = len;
	element->attributes = attrs->present ? add_attributes(input, attrs) : 0;
	input->paths.len += len;
}

/* Whether two elements have the same path. */
static bool
same_path(const TagsetInput *input, const InputElement *a, const InputElement *b)
{
	return a->head == b->head && a->len == b->len &&
		memcmp(input->paths.data + a->path, input->paths.data + b->path, a->len) == 0;
}

/* qsort: by path, then in the order of the input */
static inline int
compare_elements(const InputElement *a, const InputElement *b, const char *paths)
{
	int			c;

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	c = path_compare(paths + a->path, a->len, paths + b->path, b->len);
	return c ? c : (a->path < b->path ? -1 : 1);
}

#define ST_SORT sort_elements
#define ST_ELEMENT_TYPE InputElement
#define ST_COMPARE(a, b, paths) compare_elements(a, b, paths)
#define ST_COMPARE_ARG_TYPE const char
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Sorts the elements and returns the set; of several at one path, the last one counts. */
static struct varlena *
finish_input(TagsetInput *input)
{
	static const Attributes none = {0};
	TagsetWriter writer;

	sort_elements(input->elements, input->count, input->paths.data);
	tagset_writer_init(&writer);
	for (uint32 i = 0; i < input->count; i++)
	{
		const InputElement *e = &input->elements[i];

		if (i + 1 == input->count || !same_path(input, e, e + 1))
			tagset_writer_append(&writer, input->paths.data + e->path, e->len,
								 e->attributes ? &input->attributes[e->attributes] : &none);
	}
	pfree(input->elements);
	pfree(input->paths.data);
	if (input->attributes)
		pfree(input->attributes);
	return tagset_writer_finish(&writer);
}

struct varlena *
tagset_read(Lexer *lx)
{
	TagsetInput input;
	uint64		text = 0;

	init_input(&input, lx->end - lx->cur);
	if (lex_peek(lx, tagset_specials) == -1)
		return finish_input(&input);
	do
	{
		char	   *path = next_path(&input);
		int			len;
		Attributes	attrs;

		if (!lex_path(lx, tagset_specials, path, &len) || !tagset_attributes_read(lx, &attrs))
			return NULL;
		if (input.count >= FACTAG_MAX_ELEMENTS)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
						  "A tagset can have at most %d tags.", FACTAG_MAX_ELEMENTS);
			return NULL;
		}
		text += TAGSET_ELEMENT_TEXT(len, &attrs);
		if (text > FACTAG_MAX_SET_TEXT)
		{
			lex_fail_code(lx, ERRCODE_PROGRAM_LIMIT_EXCEEDED, lx->cur, NULL,
						  "The text of a tagset can have at most %d bytes.", FACTAG_MAX_SET_TEXT);
			return NULL;
		}
		add_element(&input, path, len, &attrs);
	} while (lex_accept(lx, ','));
	if (lex_peek(lx, tagset_specials) != -1)
	{
		lex_fail(lx, lx->cur, "Separate tags with commas; put a name with special characters in double quotes.",
				 "Expected \",\" or the end, found %s.", lex_describe(lx));
		return NULL;
	}
	return finish_input(&input);
}
