/*
 * policy_join.h
 *	  Joining policies.
 */
#ifndef FACTAG_POLICY_JOIN_H
#define FACTAG_POLICY_JOIN_H

#include "policy/policy_text.h"

/*
 * Joins n whole policies in their order. An exemption of one cannot exempt from a rule of
 * another, because it names rules of its own policy. So that no policy changes what another
 * sees, those with rules must agree on trust and facts; "by" and the steps of a ladder must be
 * equal where several have them (22023). Fails as text input does if the lines contradict each
 * other together. Returns the stored form.
 */
extern struct varlena *policy_join(PolicyText *const *texts, int n);

#endif							/* FACTAG_POLICY_JOIN_H */
