-- id: contacts_by_channel
-- title: Contacts with people, by channel
-- kind: count
-- numerator: contacts in the period, each follow-up being one of its own
-- denominator: none
-- dimension: contact channel
-- unit: contacts
-- direction: neither
-- source: a term of this study
-- records: contact
-- comparability: Sites record contacts at different points: one keeps a log of all, another notes only the first contact of a
--    request. Compare the make-up, not the size.
-- order: 92
SELECT site, period, 'contact' AS record, id, contact_channel AS dimension
FROM current_contact
