# R: DBI with RPostgreSQL, and dbplyr. The driver warns that it does not know the types, and reads them as text.
suppressWarnings(suppressPackageStartupMessages({ library(DBI); library(dplyr); library(dbplyr) }))
checks <- 0
check <- function(what, got, expected) {
    checks <<- checks + 1
    if (!identical(got, expected)) stop(sprintf("%s: expected %s, got %s", what, paste(expected, collapse = " | "), paste(got, collapse = " | ")))
}
db <- dbConnect(RPostgreSQL::PostgreSQL(), host = Sys.getenv("PGHOST"), port = Sys.getenv("PGPORT"), user = Sys.getenv("PGUSER"), dbname = Sys.getenv("PGDATABASE"))
ask <- function(...) suppressWarnings(dbGetQuery(db, ...))
invisible(dbExecute(db, "CREATE TABLE member (id int PRIMARY KEY, spend numeric, tags tagset NOT NULL)"))
invisible(dbExecute(db, "CREATE VIEW member_tag AS SELECT member.id AS member_id, spend, t.* FROM member, tagset_rows(tags, NULL) AS t"))
# a data frame of strings goes into a table of text, and from there into the types
dbWriteTable(db, "staged", data.frame(id = 1:2, spend = c(10, 20), tags = c("interest/pet[weight=0.5], region/taipei", "interest/sport, vip")), row.names = FALSE)
invisible(dbExecute(db, "INSERT INTO member SELECT id, spend, tags::tagset FROM staged"))
check("what is read", ask("SELECT tags FROM member ORDER BY id")$tags, c("interest/pet[weight=0.5], region/taipei", "interest/sport, vip"))
check("a filter by function", suppressWarnings(tbl(db, "member") %>% filter(tagset_matches(tags, "interest & !vip")) %>% select(id) %>% collect())$id, 1L)
check("grouped by level", suppressWarnings(tbl(db, "member_tag") %>% filter(level1 == "interest") %>% group_by(level2) %>% summarise(n = n()) %>% arrange(level2) %>% collect())$level2, c("pet", "sport"))
check("a query as a parameter", ask("SELECT id FROM member WHERE tags @@ $1::tagquery", "interest/sport")$id, 2L)
invisible(dbDisconnect(db))
cat(sprintf("R %s.%s, dbplyr %s: %d checks passed\n", R.version$major, R.version$minor, packageVersion("dbplyr"), checks))
