insert into author (id, name, email) values (1, 'Jane Austen', 'jane.austen@example.org') on conflict do nothing;
insert into book (id, title, price, author_id) values (1, 'Pride and Prejudice', 12.50, 1) on conflict do nothing;
