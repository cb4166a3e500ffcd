-- One row an alert to one receiver, as it stood when the run began that made this warehouse.
create table quality.alert (
    alert_id varchar primary key,
    receiver varchar not null,
    severity varchar not null,
    title varchar not null,
    body varchar not null,
    state varchar not null,
    tries integer not null,
    reason varchar,
    created_at timestamp not null,
    changed_at timestamp not null
);

comment on column quality.alert.alert_id is 'the id that stands at the end of the message';
comment on column quality.alert.receiver is 'the receiver''s name in the settings; no address is kept';
comment on column quality.alert.severity is 'info, warning or error: the worst that the message tells of';
comment on column quality.alert.title is 'its title, with nothing in it that acts on what shows it';
comment on column quality.alert.body is 'its text, with nothing in it that acts on what shows it';
comment on column quality.alert.state is 'waiting (to be tried again), sent, or dead (given up)';
comment on column quality.alert.tries is 'how often it was tried';
comment on column quality.alert.reason is 'what was wrong at the last try; null where nothing was';
comment on column quality.alert.created_at is 'when it was made, in UTC';
comment on column quality.alert.changed_at is 'when its state changed last, in UTC';

insert into quality.alert by name
select
    alert_id,
    receiver,
    severity,
    title,
    body,
    state,
    tries,
    reason,
    created_at,
    changed_at
from staging.alerts
union all
select
    earlier.alert_id,
    earlier.receiver,
    earlier.severity,
    earlier.title,
    earlier.body,
    earlier.state,
    earlier.tries,
    earlier.reason,
    earlier.created_at,
    earlier.changed_at
from staging.previous_alert as earlier
where earlier.alert_id not in (select alerts.alert_id from staging.alerts as alerts)
order by created_at, alert_id;
