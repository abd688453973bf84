-- Reviews of access. reviews.reminded: how urgently the administrators were reminded last (0 to 3). seal: the digest of the signed
-- result; head, head_seq: where the journal ended just before. review_lines.verdict: keep, block, ask, and once the review is over
-- gone and exempt; facts: what was known of the person then. A word is bound into the result by a digest, so that it can be
-- forgotten. answer: needed, not_needed. review_exempt: whom reviews leave out.
create table reviews (
  account_id bigint not null references accounts (id),
  id bigint not null,
  begun_at bigint not null,
  begun_by_person_id bigint,
  due_at bigint not null,
  reminded bigint not null,
  ended_at bigint,
  ended_by_person_id bigint,
  head_seq bigint,
  head text,
  seal text,
  primary key (account_id, id)
);
create unique index reviews_open on reviews (account_id) where ended_at is null;
create table review_lines (
  account_id bigint not null,
  review_id bigint not null,
  person_id bigint not null,
  verdict text,
  decided_at bigint,
  decided_by_person_id bigint,
  word text,
  word_salt text,
  word_digest text,
  facts text,
  asked_person_id bigint,
  answer text,
  answered_at bigint,
  primary key (account_id, review_id, person_id),
  foreign key (account_id, review_id) references reviews (account_id, id),
  foreign key (account_id, person_id) references people (account_id, id)
);
create index review_lines_asked on review_lines (account_id, asked_person_id);
create index review_lines_person on review_lines (account_id, person_id);
create table review_exempt (
  account_id bigint not null,
  person_id bigint not null,
  why text not null,
  added_at bigint not null,
  added_by_person_id bigint,
  primary key (account_id, person_id),
  foreign key (account_id, person_id) references people (account_id, id)
);
