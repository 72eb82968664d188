/*
 * dsa_check.h
 *	  What is wrong with a statement of reasons.
 */
#ifndef FACTAG_DSA_CHECK_H
#define FACTAG_DSA_CHECK_H

#include "exchange/dsa_statement.h"

/*
 * Leaves out the fields that others exclude, as the database does, and sets the problem of
 * each field that has one, the first that is found.
 */
extern void dsa_check(DsaStatement *statement);

#endif							/* FACTAG_DSA_CHECK_H */
