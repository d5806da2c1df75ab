create table courses_course(id bigserial primary key, title varchar(200) not null, teacher varchar(80) not null, fee int not null);
insert into courses_course(title, teacher, fee) select 'Course ' || i, 'teacher' || i % 90, 20 + i % 300 from generate_series(1, 2000) i;
create table courses_enrolment(id bigserial primary key, course_id bigint not null references courses_course(id), student varchar(40) not null, receipt varchar(40) not null default '', created_at timestamptz not null default now());
insert into courses_enrolment(course_id, student) select 1 + i % 2000, 's' || i from generate_series(1, 40000) i;
create index enrolment_course on courses_enrolment(course_id);
create table grades(id bigserial primary key, student text not null, assignment text not null, points int not null, at timestamptz default now());
create table progress(student text primary key, done int not null, total int not null);
insert into progress select 's' || i, i % 40, 40 from generate_series(1, 20000) i;
analyze;
