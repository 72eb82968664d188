/*
 * dsa_field.h
 *	  The fields of a statement of reasons (Article 17 of the EU's Digital Services
 *	  Act) in the public schema of the DSA Transparency Database: what each takes,
 *	  and when it must be there.
 */
#ifndef FACTAG_DSA_FIELD_H
#define FACTAG_DSA_FIELD_H

#include "policy/dsa_code.h"

/* in the order in which problems are listed */
typedef enum DsaField
{
	DSA_FIELD_CONTENT_ID,
	DSA_FIELD_CONTENT_ID_EAN,
	DSA_FIELD_DECISION_VISIBILITY,
	DSA_FIELD_DECISION_VISIBILITY_OTHER,
	DSA_FIELD_DECISION_MONETARY,
	DSA_FIELD_DECISION_MONETARY_OTHER,
	DSA_FIELD_DECISION_PROVISION,
	DSA_FIELD_DECISION_ACCOUNT,
	DSA_FIELD_ACCOUNT_TYPE,
	DSA_FIELD_CATEGORY_SPECIFICATION,
	DSA_FIELD_CATEGORY_SPECIFICATION_OTHER,
	DSA_FIELD_DECISION_GROUND,
	DSA_FIELD_DECISION_GROUND_REFERENCE_URL,
	DSA_FIELD_ILLEGAL_CONTENT_LEGAL_GROUND,
	DSA_FIELD_ILLEGAL_CONTENT_EXPLANATION,
	DSA_FIELD_INCOMPATIBLE_CONTENT_GROUND,
	DSA_FIELD_INCOMPATIBLE_CONTENT_EXPLANATION,
	DSA_FIELD_INCOMPATIBLE_CONTENT_ILLEGAL,
	DSA_FIELD_CONTENT_TYPE,
	DSA_FIELD_CONTENT_TYPE_OTHER,
	DSA_FIELD_CATEGORY,
	DSA_FIELD_CATEGORY_ADDITION,
	DSA_FIELD_TERRITORIAL_SCOPE,
	DSA_FIELD_CONTENT_LANGUAGE,
	DSA_FIELD_CONTENT_DATE,
	DSA_FIELD_APPLICATION_DATE,
	DSA_FIELD_END_DATE_ACCOUNT_RESTRICTION,
	DSA_FIELD_END_DATE_MONETARY_RESTRICTION,
	DSA_FIELD_END_DATE_SERVICE_RESTRICTION,
	DSA_FIELD_END_DATE_VISIBILITY_RESTRICTION,
	DSA_FIELD_DECISION_FACTS,
	DSA_FIELD_SOURCE_TYPE,
	DSA_FIELD_SOURCE_IDENTITY,
	DSA_FIELD_AUTOMATED_DETECTION,
	DSA_FIELD_AUTOMATED_DECISION,
	DSA_FIELD_PUID
} DsaField;

#define DSA_FIELDS (DSA_FIELD_PUID + 1)

typedef enum DsaType
{
	DSA_CODE,					/* a code of the field's kind */
	DSA_CODES,					/* an array of them */
	DSA_TEXT,
	DSA_URL,
	DSA_NAME,					/* letters, digits, hyphens and underscores */
	DSA_EAN,					/* 13 digits */
	DSA_CONTENT_ID,				/* an object with an EAN */
	DSA_DATE,
	DSA_END_DATE				/* a date, not before application_date */
} DsaType;

typedef enum DsaPresence
{
	DSA_OPTIONAL,
	DSA_REQUIRED,
	DSA_SOME_DECISION,			/* at least one of the fields with this */
	DSA_REQUIRED_WITH,			/* if another field has a code, else left out */
	DSA_OPTIONAL_WITH,			/* may be there if another field has a code, else left out */
	DSA_OPTIONAL_WITHOUT		/* may be there unless another field has a code, else left out */
} DsaPresence;

typedef struct DsaFieldDef
{
	const char *name;
	DsaType		type;
	DsaCodeKind kind;			/* of DSA_CODE and DSA_CODES */
	int			most;			/* characters of a text, a URL or a name */
	const char *earliest;		/* date; NULL if there is none */
	DsaPresence presence;
	DsaField	other;			/* of DSA_…_WITH and DSA_…_WITHOUT */
	const char *code;			/* of that field */
} DsaFieldDef;

extern const DsaFieldDef dsa_fields[DSA_FIELDS];

/* the latest date that any field takes */
#define DSA_LATEST_DATE "2038-01-01"

#define DSA_ILLEGAL "DECISION_GROUND_ILLEGAL_CONTENT"
#define DSA_INCOMPATIBLE "DECISION_GROUND_INCOMPATIBLE_CONTENT"

/* the field with a name; DSA_FIELDS if there is none */
extern DsaField dsa_field_find(const char *name, int len);

/* the field that codes of a kind of a step or a rule go to */
extern DsaField dsa_field_of_kind(DsaCodeKind kind);

/* the name of a field that a text is probably meant to be; NULL for none */
extern const char *dsa_field_similar(const char *name, int len);

#endif							/* FACTAG_DSA_FIELD_H */
