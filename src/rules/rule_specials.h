/*
 * rule_specials.h
 *	  The characters that are special in rule sets.
 */
#ifndef FACTAG_RULE_SPECIALS_H
#define FACTAG_RULE_SPECIALS_H

#include "text/specials.h"

/* in the name of a rule or of an option */
LEX_SPECIALS(rule_name_specials, '/', ':', '#');

/* in a list of labels or of options of folding, after the comment has been cut off */
LEX_SPECIALS(rule_list_specials, '/', ',', '[', ']');

/* in the same list as it is printed, where a comment may follow */
LEX_SPECIALS(rule_label_specials, '/', ',', '[', ']', '#');

/* in a word of a condition */
LEX_SPECIALS(condition_specials,
			 '/', ',', '[', ']', '&', '|', '!', '(', ')', '*', '=', '<', '>', '@', '~');

#endif							/* FACTAG_RULE_SPECIALS_H */
