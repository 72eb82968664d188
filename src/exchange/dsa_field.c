/*
 * dsa_field.c
 *	  The fields of a statement of reasons; see dsa_field.h.
 *
 *	  The facts are those of version 2026-06, from the rules by which the database
 *	  accepts a statement (commit 69e80a0b of its public source) and from the
 *	  documentation of its API, which is alone in demanding that a restriction does
 *	  not end before it begins.
 */
#include "exchange/dsa_field.h"

#include "mb/pg_wchar.h"
#include "utils/varlena.h"

/* the greatest distance from the name of a field, and the longest name that is measured */
#define SIMILAR_DISTANCE 3
#define SIMILAR_MAX 100

#define CODE(code_kind) .type = DSA_CODE, .kind = (code_kind)
#define CODES(code_kind) .type = DSA_CODES, .kind = (code_kind)
#define TEXT(characters) .type = DSA_TEXT, .most = (characters)
#define REQUIRED .presence = DSA_REQUIRED
#define SOME_DECISION .presence = DSA_SOME_DECISION
#define REQUIRED_WITH(field, value) .presence = DSA_REQUIRED_WITH, .other = (field), .code = (value)
#define OPTIONAL_WITH(field, value) .presence = DSA_OPTIONAL_WITH, .other = (field), .code = (value)
#define OPTIONAL_WITHOUT(field, value) .presence = DSA_OPTIONAL_WITHOUT, .other = (field), .code = (value)

const DsaFieldDef dsa_fields[DSA_FIELDS] = {
	[DSA_FIELD_CONTENT_ID] = {"content_id", .type = DSA_CONTENT_ID},
	[DSA_FIELD_CONTENT_ID_EAN] = {"content_id_ean", .type = DSA_EAN},
	[DSA_FIELD_DECISION_VISIBILITY] = {"decision_visibility", CODES(DSA_VISIBILITY), SOME_DECISION},
	[DSA_FIELD_DECISION_VISIBILITY_OTHER] = {"decision_visibility_other", TEXT(500),
	REQUIRED_WITH(DSA_FIELD_DECISION_VISIBILITY, "DECISION_VISIBILITY_OTHER")},
	[DSA_FIELD_DECISION_MONETARY] = {"decision_monetary", CODE(DSA_MONETARY), SOME_DECISION},
	[DSA_FIELD_DECISION_MONETARY_OTHER] = {"decision_monetary_other", TEXT(500),
	REQUIRED_WITH(DSA_FIELD_DECISION_MONETARY, "DECISION_MONETARY_OTHER")},
	[DSA_FIELD_DECISION_PROVISION] = {"decision_provision", CODE(DSA_PROVISION), SOME_DECISION},
	[DSA_FIELD_DECISION_ACCOUNT] = {"decision_account", CODE(DSA_ACCOUNT), SOME_DECISION},
	[DSA_FIELD_ACCOUNT_TYPE] = {"account_type", CODE(DSA_ACCOUNT_TYPE)},
	[DSA_FIELD_CATEGORY_SPECIFICATION] = {"category_specification", CODES(DSA_KEYWORD)},
	[DSA_FIELD_CATEGORY_SPECIFICATION_OTHER] = {"category_specification_other", TEXT(500),
	OPTIONAL_WITH(DSA_FIELD_CATEGORY_SPECIFICATION, "KEYWORD_OTHER")},
	[DSA_FIELD_DECISION_GROUND] = {"decision_ground", CODE(DSA_GROUND), REQUIRED},
	[DSA_FIELD_DECISION_GROUND_REFERENCE_URL] = {"decision_ground_reference_url", .type = DSA_URL, .most = 500},
	[DSA_FIELD_ILLEGAL_CONTENT_LEGAL_GROUND] = {"illegal_content_legal_ground", TEXT(500),
	REQUIRED_WITH(DSA_FIELD_DECISION_GROUND, DSA_ILLEGAL)},
	[DSA_FIELD_ILLEGAL_CONTENT_EXPLANATION] = {"illegal_content_explanation", TEXT(2000),
	REQUIRED_WITH(DSA_FIELD_DECISION_GROUND, DSA_ILLEGAL)},
	[DSA_FIELD_INCOMPATIBLE_CONTENT_GROUND] = {"incompatible_content_ground", TEXT(500),
	REQUIRED_WITH(DSA_FIELD_DECISION_GROUND, DSA_INCOMPATIBLE)},
	[DSA_FIELD_INCOMPATIBLE_CONTENT_EXPLANATION] = {"incompatible_content_explanation", TEXT(2000),
	REQUIRED_WITH(DSA_FIELD_DECISION_GROUND, DSA_INCOMPATIBLE)},
	[DSA_FIELD_INCOMPATIBLE_CONTENT_ILLEGAL] = {"incompatible_content_illegal", CODE(DSA_ANSWER),
	OPTIONAL_WITH(DSA_FIELD_DECISION_GROUND, DSA_INCOMPATIBLE)},
	[DSA_FIELD_CONTENT_TYPE] = {"content_type", CODES(DSA_CONTENT_TYPE), REQUIRED},
	[DSA_FIELD_CONTENT_TYPE_OTHER] = {"content_type_other", TEXT(500),
	REQUIRED_WITH(DSA_FIELD_CONTENT_TYPE, "CONTENT_TYPE_OTHER")},
	[DSA_FIELD_CATEGORY] = {"category", CODE(DSA_CATEGORY), REQUIRED},
	[DSA_FIELD_CATEGORY_ADDITION] = {"category_addition", CODES(DSA_CATEGORY)},
	[DSA_FIELD_TERRITORIAL_SCOPE] = {"territorial_scope", CODES(DSA_COUNTRY)},
	[DSA_FIELD_CONTENT_LANGUAGE] = {"content_language", CODE(DSA_LANGUAGE)},
	[DSA_FIELD_CONTENT_DATE] = {"content_date", .type = DSA_DATE, .earliest = "2000-01-01", REQUIRED},
	[DSA_FIELD_APPLICATION_DATE] = {"application_date", .type = DSA_DATE, .earliest = "2020-01-01", REQUIRED},
	[DSA_FIELD_END_DATE_ACCOUNT_RESTRICTION] = {"end_date_account_restriction", .type = DSA_END_DATE},
	[DSA_FIELD_END_DATE_MONETARY_RESTRICTION] = {"end_date_monetary_restriction", .type = DSA_END_DATE},
	[DSA_FIELD_END_DATE_SERVICE_RESTRICTION] = {"end_date_service_restriction", .type = DSA_END_DATE},
	[DSA_FIELD_END_DATE_VISIBILITY_RESTRICTION] = {"end_date_visibility_restriction", .type = DSA_END_DATE},
	[DSA_FIELD_DECISION_FACTS] = {"decision_facts", TEXT(5000), REQUIRED},
	[DSA_FIELD_SOURCE_TYPE] = {"source_type", CODE(DSA_SOURCE_TYPE), REQUIRED},
	[DSA_FIELD_SOURCE_IDENTITY] = {"source_identity", TEXT(500),
	OPTIONAL_WITHOUT(DSA_FIELD_SOURCE_TYPE, "SOURCE_VOLUNTARY")},
	[DSA_FIELD_AUTOMATED_DETECTION] = {"automated_detection", CODE(DSA_ANSWER), REQUIRED},
	[DSA_FIELD_AUTOMATED_DECISION] = {"automated_decision", CODE(DSA_AUTOMATED_DECISION), REQUIRED},
	[DSA_FIELD_PUID] = {"puid", .type = DSA_NAME, .most = 500, REQUIRED},
};

DsaField
dsa_field_find(const char *name, int len)
{
	DsaField	field = 0;

	while (field < DSA_FIELDS &&
		   (strlen(dsa_fields[field].name) != (size_t) len || memcmp(dsa_fields[field].name, name, len) != 0))
		field++;
	return field;
}

DsaField
dsa_field_of_kind(DsaCodeKind kind)
{
	DsaField	field = 0;

	Assert(kind <= DSA_LAST_CODE_KIND);
	while (dsa_fields[field].type > DSA_CODES || dsa_fields[field].kind != kind)
		field++;
	return field;
}

const char *
dsa_field_similar(const char *name, int len)
{
	const char *similar = NULL;
	int			least = SIMILAR_DISTANCE + 1;

	if (len > SIMILAR_MAX)
		return NULL;
	for (DsaField field = 0; field < DSA_FIELDS; field++)
	{
		const char *known = dsa_fields[field].name;
		int			distance = varstr_levenshtein_less_equal(name, len, known, strlen(known), 1, 1, 1, least - 1, true);

		if (distance < least && 2 * distance < (int) strlen(known))
		{
			similar = known;
			least = distance;
		}
	}
	return similar;
}
