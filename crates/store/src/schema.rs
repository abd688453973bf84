//! The tables as they are in the database, for tests that guard the rules about them.

use std::collections::BTreeMap;

use crate::{Dialect, Result, Row, Tx, params};

/// All tables by name; virtual ones and those of the engine itself are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schema {
    pub tables: BTreeMap<String, Table>,
}

/// A table. Columns are in the order of their declaration, those of keys in the order of the key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    pub columns: Vec<String>,
    pub primary_key: Vec<String>,
    /// Unique indexes other than the primary key, partial ones too. An expression is an empty name.
    pub unique: Vec<Vec<String>>,
    pub foreign_keys: Vec<ForeignKey>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignKey {
    pub columns: Vec<String>,
    pub table: String,
    /// Empty where the declaration leaves it to be the primary key.
    pub references: Vec<String>,
}

pub(crate) fn read(tx: &mut Tx<'_>) -> Result<Schema> {
    let questions = match tx.dialect() {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    };
    let mut schema = Schema::default();
    for row in tx.query(questions.columns, params![])? {
        let table = schema.tables.entry(row.get("of")?).or_default();
        table.columns.push(row.get("name")?);
    }
    for row in tx.query(questions.unique, params![])? {
        let table = schema.tables.entry(row.get("of")?).or_default();
        match row.get::<bool>("is_primary")? {
            true => table.primary_key = names(&row, "names")?,
            false => table.unique.push(names(&row, "names")?),
        }
    }
    for row in tx.query(questions.foreign, params![])? {
        let table = schema.tables.entry(row.get("of")?).or_default();
        let key = ForeignKey {
            columns: names(&row, "names")?,
            table: row.get("target")?,
            references: names(&row, "target_names")?,
        };
        table.foreign_keys.push(key);
    }
    for table in schema.tables.values_mut() {
        table.unique.sort();
        table.foreign_keys.sort();
    }
    Ok(schema)
}

fn names(row: &Row, column: &str) -> Result<Vec<String>> {
    let joined: String = row.get::<Option<String>>(column)?.unwrap_or_default();
    Ok(if joined.is_empty() { Vec::new() } else { joined.split(',').map(str::to_owned).collect() })
}

struct Questions {
    columns: &'static str,
    unique: &'static str,
    foreign: &'static str,
}

const SQLITE: Questions = Questions {
    columns: r#"select t.name as "of", c.name
        from pragma_table_list t, pragma_table_info(t.name) c
        where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite\_%' escape '\'
        order by t.name, c.cid"#,
    unique: r#"select t.name as "of", 1 as is_primary, group_concat(c.name, ',' order by c.pk) as names
        from pragma_table_list t, pragma_table_info(t.name) c
        where t.schema = 'main' and t.type = 'table' and c.pk > 0 and t.name not like 'sqlite\_%' escape '\'
        group by t.name
        union all
        select t.name, 0, group_concat(coalesce(c.name, ''), ',' order by c.seqno)
        from pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
        where t.schema = 'main' and t.type = 'table' and i."unique" = 1 and i.origin <> 'pk'
        group by t.name, i.name"#,
    foreign: r#"select t.name as "of", f."table" as target,
            group_concat(f."from", ',' order by f.seq) as names,
            group_concat(f."to", ',' order by f.seq) as target_names
        from pragma_table_list t, pragma_foreign_key_list(t.name) f
        where t.schema = 'main' and t.type = 'table'
        group by t.name, f.id, f."table""#,
};

const POSTGRES: Questions = Questions {
    columns: r#"select t.relname::text as "of", c.attname::text as name
        from pg_class t join pg_attribute c on c.attrelid = t.oid
        where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p')
            and c.attnum > 0 and not c.attisdropped
        order by 1, c.attnum"#,
    unique: r#"select t.relname::text as "of", i.indisprimary as is_primary,
            (select string_agg(coalesce(c.attname, ''), ',' order by k.place)
                from unnest(i.indkey::int2[]) with ordinality k (number, place)
                left join pg_attribute c on c.attrelid = t.oid and c.attnum = k.number
                where k.place <= i.indnkeyatts) as names
        from pg_class t join pg_index i on i.indrelid = t.oid
        where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and i.indisunique"#,
    foreign: r#"select t.relname::text as "of", f.confrelid::regclass::text as target,
            (select string_agg(c.attname, ',' order by k.place)
                from unnest(f.conkey) with ordinality k (number, place)
                join pg_attribute c on c.attrelid = f.conrelid and c.attnum = k.number) as names,
            (select string_agg(c.attname, ',' order by k.place)
                from unnest(f.confkey) with ordinality k (number, place)
                join pg_attribute c on c.attrelid = f.confrelid and c.attnum = k.number) as target_names
        from pg_class t join pg_constraint f on f.conrelid = t.oid
        where t.relnamespace = current_schema()::regnamespace and f.contype = 'f'"#,
};
