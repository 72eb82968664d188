/*
 * import_iab.c
 *	  IAB's lists; see import_iab.h.
 *
 * A row tells its path twice: by its parent's ID, and by columns with a name for each
 * tier. The parent counts; where the tiers differ, a comment tells what they say.
 */
#include "taxonomy/import_iab.h"

#include "miscadmin.h"

#include "ascii.h"
#include "taxonomy/import_index.h"
#include "taxonomy/import_tsv.h"
#include "text/fold.h"

#define MAX_COLUMNS 1000
#define HEADER_LINES 20			/* the header must be among the first lines */
#define MAX_DEPTH (FACTAG_MAX_PATH / 2 + 1)	/* a segment and its separator have two bytes */

typedef enum ColumnRole
{
	COLUMN_OTHER,				/* kept as x-… */
	COLUMN_ID,
	COLUMN_PARENT,
	COLUMN_NAME,
	COLUMN_LEVEL,				/* "Tier 2": how deep a row is below the rows before it */
	COLUMN_TIER					/* the name of an ancestor, or of the row itself */
} ColumnRole;

typedef struct Column
{
	ColumnRole	role;
	TsvText		header;
} Column;

typedef struct Row
{
	const char *text;
	int			textlen;
	int			line;
	int			parent;			/* a row, -1 for none */
	ImportName	name;
	TsvText		id;
	TsvText		parent_id;
} Row;

typedef struct Sheet
{
	ImportBook *book;
	Column		columns[MAX_COLUMNS];
	int			ncolumns;
	bool		has[COLUMN_TIER + 1];	/* there is such a column */
	Row		   *rows;
	int			nrows;
	int			size;
	ImportIndex ids;
} Sheet;

/* headers, in lower case; a tier's has a number after it */
static const struct
{
	const char *header;
	ColumnRole	role;
}			roles[] = {
	{"unique id", COLUMN_ID},
	{"iab code", COLUMN_ID},
	{"id", COLUMN_ID},
	{"parent", COLUMN_PARENT},
	{"parent id", COLUMN_PARENT},
	{"name", COLUMN_NAME},
	{"iab category", COLUMN_NAME},
	{"tier", COLUMN_LEVEL}
};

static bool
is_header(const TsvText *text, const char *header)
{
	return text->len == (int) strlen(header) && pg_strncasecmp(text->s, header, text->len) == 0;
}

static ColumnRole
role_of(const TsvText *header)
{
	for (size_t i = 0; i < lengthof(roles); i++)
	{
		if (is_header(header, roles[i].header))
			return roles[i].role;
	}
	if (header->len > 5 && pg_strncasecmp(header->s, "tier ", 5) == 0 && ascii_is_digit((unsigned char) header->s[5]))
		return COLUMN_TIER;
	return COLUMN_OTHER;
}

/* Reads a line as the header; false if it is none. */
static bool
read_header(Sheet *sheet, TsvText line)
{
	TsvText		cell;

	sheet->ncolumns = 0;
	memset(sheet->has, 0, sizeof(sheet->has));
	while (sheet->ncolumns < MAX_COLUMNS && tsv_cell(&line, &cell))
	{
		ColumnRole	role = role_of(&cell);

		/* the second column of a name is kept as others are */
		if (role != COLUMN_TIER && sheet->has[role])
			role = COLUMN_OTHER;
		sheet->has[role] = true;
		sheet->columns[sheet->ncolumns++] = (Column) {role, cell};
	}
	return sheet->has[COLUMN_ID] && (sheet->has[COLUMN_NAME] || sheet->has[COLUMN_TIER]);
}

/* Names the columns without a header by the line above, in which a header may stand for a group of columns. */
static void
name_columns(Sheet *sheet, TsvText above)
{
	TsvText		cell;

	for (int i = 0; i < sheet->ncolumns && tsv_cell(&above, &cell); i++)
	{
		if (sheet->columns[i].header.len == 0)
			sheet->columns[i].header = cell;
	}
}

/* Finds the header. */
static void
find_header(Sheet *sheet, TsvLines *lines)
{
	TsvText		above = {NULL, 0};
	TsvText		line;

	while (lines->number < HEADER_LINES && tsv_next(lines, &line))
	{
		if (read_header(sheet, line))
		{
			name_columns(sheet, above);
			return;
		}
		above = line;
	}
	import_fail(&sheet->book->place, ERRCODE_INVALID_TEXT_REPRESENTATION,
				"The columns, separated by tabs, are Unique ID, Parent, Name and Tier 1 to n; or IAB Code, Tier and IAB Category.",
				"none of the first %d lines is a header", HEADER_LINES);
}

/* the level of a row: the number at the end of "Tier 2" */
static int
level_of(Sheet *sheet, const TsvText *cell)
{
	int			level = 0;
	int			from = cell->len;

	while (from > 0 && ascii_is_digit((unsigned char) cell->s[from - 1]))
		from--;
	for (int i = from; i < cell->len && level <= MAX_DEPTH; i++)
		level = level * 10 + (cell->s[i] - '0');
	if (level < 1 || level > MAX_DEPTH)
		import_fail(&sheet->book->place, ERRCODE_INVALID_TEXT_REPRESENTATION, "Write it as Tier 2.",
					"the tier \"%s\" has no number from 1 to %d", import_clip(cell->s, cell->len), MAX_DEPTH);
	return level;
}

/* Reads a line as a row, but not its other columns; *level gets what its tier says. False if it is blank. */
static bool
read_row(Sheet *sheet, TsvText line, int number, int *level)
{
	TsvText		rest = line;
	TsvText		cell;
	TsvText		name = {NULL, 0};
	TsvText		tier = {NULL, 0};
	TsvText		level_cell = {NULL, 0};
	Row			row = {.text = line.s, .textlen = line.len, .line = number, .parent = -1};
	bool		blank = true;

	for (int i = 0; tsv_cell(&rest, &cell); i++)
	{
		if (cell.len == 0)
			continue;
		blank = false;
		switch (i < sheet->ncolumns ? sheet->columns[i].role : COLUMN_OTHER)
		{
			case COLUMN_ID:
				row.id = cell;
				break;
			case COLUMN_PARENT:
				row.parent_id = cell;
				break;
			case COLUMN_NAME:
				name = cell;
				break;
			case COLUMN_LEVEL:
				level_cell = cell;
				break;
			case COLUMN_TIER:
				tier = cell;
				break;
			case COLUMN_OTHER:
				break;
		}
	}
	if (blank)
		return false;
	if (name.len == 0)
		name = tier;
	row.name = import_fold(&sheet->book->place, "name", name.len ? name.s : "", name.len);
	if (sheet->has[COLUMN_LEVEL] && !sheet->has[COLUMN_PARENT])
		*level = level_of(sheet, &level_cell);
	if (sheet->nrows == sheet->size)
	{
		sheet->size = Max(64, sheet->size * 2);
		sheet->rows = sheet->nrows ? repalloc_huge(sheet->rows, sizeof(Row) * (Size) sheet->size) :
			palloc(sizeof(Row) * sheet->size);
	}
	import_index_add(&sheet->ids, row.id.s, row.id.len, sheet->nrows);
	sheet->rows[sheet->nrows++] = row;
	return true;
}

/* Reads all rows, and finds the parents of those that have a tier alone. */
static void
read_rows(Sheet *sheet, TsvLines *lines)
{
	int			last[MAX_DEPTH + 1];	/* the last row of each level */
	int			levels = 0;
	int			level = 0;
	TsvText		line;

	while (tsv_next(lines, &line))
	{
		import_at_line(&sheet->book->place, lines->number);
		if (sheet->nrows >= FACTAG_MAX_TAXONOMY_LINES)
			import_fail(&sheet->book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "Import it in parts, and join them with ||.",
						"there are more than %d rows", FACTAG_MAX_TAXONOMY_LINES);
		if (!read_row(sheet, line, lines->number, &level) || level == 0)
			continue;
		for (; levels < level - 1; levels++)
			last[levels + 1] = -1;
		sheet->rows[sheet->nrows - 1].parent = level > 1 ? last[level - 1] : -1;
		last[level] = sheet->nrows - 1;
		levels = level;
	}
}

/* Finds the parent of a row that names one; -1 if there is none. */
static int
find_parent(Sheet *sheet, int number)
{
	const Row  *row = &sheet->rows[number];
	int			parent;

	if (row->parent_id.len == 0)
		return row->parent;
	parent = import_index_find(&sheet->ids, row->parent_id.s, row->parent_id.len);
	return parent == number ? -1 : parent;
}

/* Refuses a row whose ancestors are too many: it is in a circle, or just too deep. */
static void
fail_ancestors(Sheet *sheet, int number)
{
	int			slow = number;
	int			fast = number;

	do
	{
		CHECK_FOR_INTERRUPTS();
		slow = sheet->rows[slow].parent;
		for (int i = 0; i < 2 && fast >= 0; i++)
			fast = sheet->rows[fast].parent;
	} while (fast >= 0 && fast != slow);
	if (fast >= 0)
		import_fail(&sheet->book->place, ERRCODE_INVALID_PARAMETER_VALUE, "Correct the column Parent.",
					"the parents lead in a circle, by way of the ID \"%s\" on line %d",
					import_clip(sheet->rows[fast].id.s, sheet->rows[fast].id.len), sheet->rows[fast].line);
	import_fail(&sheet->book->place, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL, "the path of the tag has more than %d bytes", FACTAG_MAX_PATH);
}

/* Makes the path along the parents; names gets its rows, the top first. Returns their number. */
static int
make_path(Sheet *sheet, int number, ImportPath *path, int *rows)
{
	int			n = 0;

	for (int i = number; i >= 0; i = sheet->rows[i].parent)
	{
		if (n == MAX_DEPTH)
			fail_ancestors(sheet, number);
		rows[n++] = i;
	}
	for (int i = 0; i < n / 2; i++)
	{
		int			row = rows[i];

		rows[i] = rows[n - 1 - i];
		rows[n - 1 - i] = row;
	}
	import_path_root(sheet->book, path);
	for (int i = 0; i < n; i++)
		import_path_add(sheet->book, path, sheet->rows[rows[i]].name);
	return n;
}

/* Makes the path of the tiers, for a list that names no parents. */
static void
make_tier_path(Sheet *sheet, const Row *row, ImportPath *path)
{
	TsvText		rest = {row->text, row->textlen};
	TsvText		cell;
	ImportName	last = {NULL, 0};

	import_path_root(sheet->book, path);
	for (int i = 0; i < sheet->ncolumns && tsv_cell(&rest, &cell); i++)
	{
		if (sheet->columns[i].role != COLUMN_TIER || cell.len == 0)
			continue;
		if (last.segment)
			import_path_add(sheet->book, path, last);
		last = import_fold(&sheet->book->place, "name", cell.s, cell.len);
	}
	/* the last tier is the row itself, whose name has a column of its own */
	import_path_add(sheet->book, path, row->name);
}

/* Whether a cell folds to a name. */
static bool
is_name(const TsvText *cell, ImportName name)
{
	char		folded[FACTAG_MAX_SEGMENT];
	int			len;

	return fold_segment(cell->s, cell->len, 0, folded, &len) == FOLD_OK && len == name.len &&
		memcmp(folded, name.segment, len) == 0;
}

/* Adds a comment where the tiers of a row are not its path, which has n rows. */
static void
compare_tiers(Sheet *sheet, const Row *row, uint32 tag, const int *rows, int n)
{
	TsvText		rest = {row->text, row->textlen};
	TsvText		cell;
	StringInfoData said;
	int			at = 0;
	bool		same = true;

	initStringInfo(&said);
	for (int i = 0; i < sheet->ncolumns && tsv_cell(&rest, &cell); i++)
	{
		if (sheet->columns[i].role != COLUMN_TIER || cell.len == 0)
			continue;
		same = same && at < n && is_name(&cell, sheet->rows[rows[at]].name);
		at++;
		appendStringInfo(&said, "%s%s", said.len > 0 ? " > " : "", import_clip(cell.s, cell.len));
	}
	if (at == 0)
		import_comment(sheet->book, tag, "the tier columns are empty");
	else if (!same || at < n)
		import_comment(sheet->book, tag, "the tier columns say %s", said.data);
	pfree(said.data);
}

/* Adds a row's title and its other columns. */
static void
add_columns(Sheet *sheet, const Row *row, uint32 tag)
{
	TsvText		rest = {row->text, row->textlen};
	TsvText		cell;
	TsvText		name = {NULL, 0};
	TsvText		tier = {NULL, 0};

	for (int i = 0; tsv_cell(&rest, &cell); i++)
	{
		const Column *column = i < sheet->ncolumns ? &sheet->columns[i] : NULL;
		int			len;

		if (cell.len == 0)
			continue;
		if (column && column->role == COLUMN_NAME)
			name = cell;
		else if (column && column->role == COLUMN_TIER)
			tier = cell;
		else if (column && column->header.len > 0 && column->role == COLUMN_OTHER)
		{
			/* a remark in parentheses is not part of the name */
			const char *stop = memchr(column->header.s, '(', column->header.len);

			len = stop > column->header.s ? stop - column->header.s : column->header.len;
			import_other(sheet->book, tag, column->header.s, len, cell.s, cell.len);
		}
		else if (!column || column->role == COLUMN_OTHER)
		{
			char		header[32];

			len = snprintf(header, sizeof(header), "column %d", i + 1);
			import_other(sheet->book, tag, header, len, cell.s, cell.len);
		}
	}
	if (name.len == 0)
		name = tier;
	import_title(sheet->book, tag, NULL, name.s, name.len);
}

/* Adds a row to the book. */
static void
add_row(Sheet *sheet, int number)
{
	const Row  *row = &sheet->rows[number];
	bool		tiers = sheet->has[COLUMN_TIER];
	bool		parents = sheet->has[COLUMN_PARENT] || sheet->has[COLUMN_LEVEL];
	int			rows[MAX_DEPTH];
	int			n = 0;
	ImportPath	path;
	uint32		tag;

	CHECK_FOR_INTERRUPTS();
	import_at_line(&sheet->book->place, row->line);
	if (parents || !tiers)
		n = make_path(sheet, number, &path, rows);
	else
		make_tier_path(sheet, row, &path);
	tag = import_number(sheet->book, &path);
	if (!import_declare(sheet->book, tag))
		import_again(sheet->book, tag);
	add_columns(sheet, row, tag);
	if (row->parent_id.len > 0 && row->parent < 0)
		import_comment(sheet->book, tag, "the parent \"%s\" is %s", import_clip(row->parent_id.s, row->parent_id.len),
					   import_index_find(&sheet->ids, row->parent_id.s, row->parent_id.len) < 0 ? "missing" : "the row itself");
	if (tiers && parents)
		compare_tiers(sheet, row, tag, rows, n);
	if (row->id.len == 0)
		import_comment(sheet->book, tag, "there is no ID");
	import_code(sheet->book, tag, "ID", row->id.s, row->id.len);
}

void
import_iab(ImportBook *book, const char *document, int len)
{
	Sheet	   *sheet = palloc0(sizeof(Sheet));
	TsvLines	lines;

	sheet->book = book;
	tsv_init(&lines, document, len);
	find_header(sheet, &lines);
	read_rows(sheet, &lines);
	for (int i = 0; i < sheet->nrows; i++)
	{
		import_at_line(&book->place, sheet->rows[i].line);
		sheet->rows[i].parent = find_parent(sheet, i);
	}
	for (int i = 0; i < sheet->nrows; i++)
		add_row(sheet, i);
}
