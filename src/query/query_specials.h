/*
 * query_specials.h
 *	  The characters that are special in queries.
 */
#ifndef FACTAG_QUERY_SPECIALS_H
#define FACTAG_QUERY_SPECIALS_H

#include "query/query_attribute.h"
#include "text/specials.h"

/* outside filters */
LEX_SPECIALS(query_specials,
			 '/', ',', '[', ']', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~');

/* the same as they are printed in a line of a language with names and comments */
LEX_SPECIALS(query_line_specials,
			 '/', ',', '[', ']', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~', ':', '#');

/* in a value of a filter */
LEX_SPECIALS(query_value_specials, ';', ']', '|');

/* in a value of the filter on the path itself, which is written as a term is */
LEX_SPECIALS(query_path_specials,
			 '/', ',', ';', '[', ']', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~');

/* Returns the characters that are special in a value of a filter. */
static inline LexSpecials
query_filter_specials(Attribute attribute)
{
	return attribute == ATTRIBUTE_PATH ? query_path_specials : query_value_specials;
}

/* in the timestamp after "@" */
LEX_SPECIALS(query_timestamp_specials, ')', '&', '|');

#endif							/* FACTAG_QUERY_SPECIALS_H */
