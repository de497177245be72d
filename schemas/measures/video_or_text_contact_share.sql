-- id: video_or_text_contact_share
-- title: Share of contacts by web cam or text
-- kind: proportion
-- numerator: contacts by web cam, text message, textphone or relay service: the channels that deaf people can use without hearing
--    and without writing letters
-- denominator: contacts of the period whose channel is known
-- unit: share
-- direction: neither
-- source: a term of this study; sign language users call some practices by web cam
-- records: contact
-- comparability: Says how people and a practice reach each other, and so whom it serves, not how good it is. Email is not in
--    the numerator: everybody uses it.
-- order: 93
SELECT site, period, 'contact' AS record, id,
       contact_channel IN ('Web cam', 'Text message', 'Textphone or relay service') AS numerator
FROM current_contact
WHERE contact_channel NOT IN ('Unknown', 'Invalid and not mapped')
