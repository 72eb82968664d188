import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Every type through JDBC: parameters that are varchar, in batches too; no operators with a question mark, as BI tools want it. */
public final class JdbcClient {
    private static final String[] COLUMNS = {"path", "tags", "query", "verdict", "label", "labels", "rules", "book", "policy", "ids", "stats", "question"};
    private static final String[] TYPES = {"tagpath", "tagset", "tagquery", "factverdict", "factlabel", "labelset", "ruleset", "tagtaxonomy", "labelpolicy", "idset", "claimstats", "claimquery"};
    private static int checks;

    private static void check(String what, Object got, Object expected) {
        if (!expected.equals(got)) {
            throw new AssertionError("JDBC: " + what + ": expected " + expected + ", got " + got);
        }
        checks++;
    }

    /** the first column of the first row of a statement whose parameters are strings */
    private static String ask(Connection c, String sql, String... values) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                s.setString(i + 1, values[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                return r.next() ? r.getString(1) : null;
            }
        }
    }

    /** how many rows a batch of strings into all columns wrote as they print */
    private static int batch(Connection c) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO written (id, path, tags, query, verdict, label, labels, rules, book, policy, ids, stats, question) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            ask(c, "DELETE FROM written WHERE id > 10 RETURNING id");
            for (int row = 11; row < 14; row++) {
                s.setInt(1, row);
                for (int i = 0; i < COLUMNS.length; i++) {
                    s.setString(i + 2, ask(c, "SELECT " + COLUMNS[i] + " FROM sample WHERE id = 1"));
                }
                s.addBatch();
            }
            s.executeBatch();
        }
        return Integer.parseInt(ask(c, "SELECT count(*) FROM written JOIN sample USING (path, tags, query, verdict, label, labels, rules, book, policy, ids, stats, question) WHERE written.id > 10"));
    }

    private static String array(Connection c, String column, String type, Object... elements) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO written (id, " + column + ") VALUES (6, ?) RETURNING " + column)) {
            s.setArray(1, c.createArrayOf(type, elements));
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getString(1);
            }
        }
    }

    public static void main(String[] args) throws SQLException {
        try (Connection c = DriverManager.getConnection(args[0])) {
            for (int round = 0; round < 6; round++) { // from the fifth on the driver prepares on the server
                for (int i = 0; i < COLUMNS.length; i++) {
                    String printed = ask(c, "SELECT " + COLUMNS[i] + "::text FROM sample WHERE id = 1");
                    check(TYPES[i] + " as a string", ask(c, "SELECT " + COLUMNS[i] + " FROM sample WHERE id = 1"), printed);
                    check(TYPES[i] + " from a varchar", ask(c, "SELECT CAST(? AS " + TYPES[i] + ")", printed), printed);
                    check(TYPES[i] + " compared", ask(c, "SELECT count(*) FROM sample WHERE " + COLUMNS[i] + " = CAST(? AS " + TYPES[i] + ")", printed), "1");
                    check(TYPES[i] + " in GROUP BY and ORDER BY",
                        ask(c, "SELECT count(*) FROM (SELECT " + COLUMNS[i] + ", count(*) FROM sample GROUP BY 1 ORDER BY 1) AS t"), "2");
                }
                check("tagset_matches", ask(c, "SELECT id FROM sample WHERE tagset_matches(tags, ?)", "interest & region"), "1");
                check("tagset_covers", ask(c, "SELECT id FROM sample WHERE tagset_covers(tags, ?)", "a"), "2");
                check("tagpath_under", ask(c, "SELECT id FROM sample WHERE tagpath_under(path, ?)", "興趣"), "1");
                check("labelset_matches", ask(c, "SELECT id FROM sample WHERE labelset_matches(labels, ?)", "misinfo[by=agency]"), "1");
                check("ruleset_classify", ask(c, "SELECT ruleset_classify(CAST(? AS text), rules) FROM sample WHERE id = 1", "打疫苗"), "misinfo/vaccine[by=auto/a]");
                check("taxonomy_apply", ask(c, "SELECT taxonomy_apply(CAST(? AS tagset), book) FROM sample WHERE id = 1", "興趣/x"), "interest/x");
                check("tagset || varchar", ask(c, "SELECT tags || ? FROM sample WHERE id = 2", "c[weight=2]"), "a/b, c[weight=2]");
            }
            check("plain columns for a BI tool",
                ask(c, "SELECT string_agg(level1 || ':' || weight, ' ' ORDER BY tag) FROM sample, tagset_rows(tags) WHERE id = 1"), "interest:0.5 region:1");
            // a question mark would be taken for a parameter
            check("operators with a question mark",
                ask(c, "SELECT count(*) FROM pg_operator AS o JOIN pg_depend AS d ON d.objid = o.oid AND d.deptype = 'e'"
                    + " JOIN pg_extension AS e ON e.oid = d.refobjid WHERE extname = 'factag' AND oprname LIKE '%' || chr(63) || '%'"), "0");
            check("a type of another kind", c.getMetaData().getTypeInfo().next(), true);
            try (PreparedStatement s = c.prepareStatement("INSERT INTO written (id, path, tags, query, verdict, label, labels, rules, book, policy, ids, stats, question)"
                    + " VALUES (3, CAST(? AS tagpath), CAST(? AS tagset), CAST(? AS tagquery), CAST(? AS factverdict), CAST(? AS factlabel), CAST(? AS labelset), CAST(? AS ruleset), CAST(? AS tagtaxonomy), CAST(? AS labelpolicy), CAST(? AS idset), CAST(? AS claimstats), CAST(? AS claimquery))")) {
                for (int i = 0; i < COLUMNS.length; i++) {
                    s.setString(i + 1, ask(c, "SELECT " + COLUMNS[i] + " FROM sample WHERE id = 1"));
                }
                check("an INSERT of varchar parameters", s.executeUpdate(), 1);
            }
            check("a batch of varchar", batch(c), 3);
            check("LIKE", ask(c, "SELECT id FROM sample WHERE tags LIKE ?", "%taipei%"), "1");
            check("ILIKE", ask(c, "SELECT id FROM sample WHERE labels ILIKE ?", "%VACCINE%"), "1");
            check("tagset_put", ask(c, "SELECT tagset_put(tags, ?) FROM sample WHERE id = 2", "c"), "a/b, c");
            check("ruleset_classify of two strings", ask(c, "SELECT ruleset_classify(?, ?)", "a b", "r: /b/ -> x"), "x[by=r]");
            check("an array of strings", array(c, "tags", "text", "a/b", "c"), "a/b, c");
            check("an array of int8", array(c, "ids", "int8", 3L, 1L, 5000000000L), "{1,3,5000000000}");
            check("an array of int4", array(c, "ids", "int4", 3, 1, 1), "{1,3}");
            try (PreparedStatement s = c.prepareStatement("SELECT ids @> ?, idset_count(ids) FROM sample WHERE id = 1")) {
                s.setLong(1, 7);
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    check("an id in an idset", r.getBoolean(1) + " " + r.getLong(2), "true 8");
                }
            }
            check("a query for an audience", ask(c, "SELECT audience_count('crowd_audience', ?)", "interest & !interest/cars"), "1");
            check("an audience and a query", ask(c, "SELECT audience_count(?, ?)", "crowd_audience", "region/taipei"), "2");
            check("ids of an audience", ask(c, "SELECT audience_ids('crowd_audience', ?)", "region/taipei"), "{1,2}");
            try (PreparedStatement s = c.prepareStatement("SELECT audience_count('crowd_audience', ?, ?)")) {
                s.setString(1, "status/vip");
                s.setObject(2, java.time.OffsetDateTime.parse("2026-07-01T00:00:00Z"));
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    check("a query as of a timestamp", r.getLong(1), 0L);
                }
            }
            check("JSON in a string", ask(c, "INSERT INTO written (id, tags) VALUES (7, ?) RETURNING tags", "{\"a/b\": {\"weight\": 2}}"), "a/b[weight=2]");
            try (Connection joined = DriverManager.getConnection(args[0] + "&reWriteBatchedInserts=true")) {
                check("a batch of varchar in one statement", batch(joined), 3);
            }
            System.out.println("JDBC " + c.getMetaData().getDriverVersion() + ": " + checks + " checks passed");
        }
    }
}
