/*
 * query_specials.h
 *	  The characters that are special in queries.
 */
#ifndef FACTAG_QUERY_SPECIALS_H
#define FACTAG_QUERY_SPECIALS_H

#include "text/specials.h"

/* outside filters */
LEX_SPECIALS(query_specials,
			 '/', ',', '[', ']', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~');

/* in a value of a filter */
LEX_SPECIALS(query_value_specials, ';', ']', '|');

/* in the timestamp after "@" */
LEX_SPECIALS(query_timestamp_specials, ')', '&', '|');

#endif							/* FACTAG_QUERY_SPECIALS_H */
