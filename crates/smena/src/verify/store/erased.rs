//! What must not be left of who is erased: table by table, as `people::erasure` lets it go.

/// As the others in `RULES`.
pub(super) const RULE: (&str, &str) = (
    "something of an erased person is left",
    "select p.id from people p where p.account_id = $1 and p.status = 'erased' and (
        coalesce(p.email, p.login, p.phone, p.lang, p.zone, p.own_rights) is not null or p.identity_id is not null
        or p.picture is not null or exists (select 1 from pictures c where c.account_id = $1 and c.person_id = p.id)
        or p.name <> '#' || cast(p.id as text) or p.name_key <> p.name or p.search_text <> cast(p.id as text)
        or exists (select 1 from sessions c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from api_tokens c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from links c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from letters c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from last_seen c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from list_columns c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from asks q where q.account_id = $1 and q.person_id = p.id)
        or exists (select 1 from review_exempt x where x.account_id = $1 and x.person_id = p.id)
        or exists (select 1 from review_lines x where x.account_id = $1 and x.person_id = p.id and x.word is not null)
        or exists (select 1 from absences c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from idempotency c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from planned_takeovers c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from sign_in_choices c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from department_members c where c.account_id = $1 and c.person_id = p.id)
        or exists (select 1 from import_keys c where c.account_id = $1 and c.record_id = p.id and c.kind = 'person')
        or exists (select 1 from handovers c where c.account_id = $1 and c.person_id = p.id and c.reason is not null)
        or exists (select 1 from covers c where c.account_id = $1 and c.person_id = p.id and c.reason is not null)
        or exists (select 1 from events e join event_data d on d.account_id = e.account_id and d.seq = e.seq
            where e.account_id = $1 and e.subject_kind = 'person' and e.subject_id = p.id
            and e.kind in ('person_added', 'person_changed', 'token_made', 'absence_stated', 'absence_changed',
                'absence_ended', 'absence_withdrawn'))) limit 20",
);
