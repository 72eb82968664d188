/*
 * policy_notice.h
 *	  What the person is told whom a decision concerns.
 */
#ifndef FACTAG_POLICY_NOTICE_H
#define FACTAG_POLICY_NOTICE_H

#include "policy/policy_text.h"

/*
 * The notice among attributes that language_find finds for a language; else the first
 * one; NULL if there is none.
 */
extern const PolicyAttribute *policy_notice(const PolicyAttributes *attributes, const char *language);

#endif							/* FACTAG_POLICY_NOTICE_H */
