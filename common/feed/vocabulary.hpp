#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace watchword::feed {

// The namespaces a feed's elements may come from, as far as we read them.
enum class Vocabulary : std::uint8_t {
    plain,  // no namespace, or one of the many RSS ones
    atom,   // 0.3 and 1.0
    rdf,
    dublin_core,  // elements and terms
    content,
    media,
    itunes,  // and Google Play, which took its words from there
    feedburner,
    syndication,
    xhtml,
    foreign,
};

// What a namespace URI means; its scheme, letters' case, trailing "/" and "#" are not heeded.
Vocabulary vocabulary_of(std::string_view uri);

// What a prefix usually means, for documents that forget to bind it; foreign when it has no usual meaning.
Vocabulary usual_vocabulary(std::string_view prefix);

// What an element says about an entry or a feed.
enum class Field : std::uint8_t {
    none,
    // The plain vocabulary of RSS.
    title,
    link,
    description,
    guid,
    author,
    pub_date,
    category,
    enclosure,
    comments,
    source,
    language,
    managing_editor,
    web_master,
    last_build_date,
    ttl,
    skip_hours,
    skip_days,
    body,
    // Atom.
    atom_title,
    atom_link,
    atom_id,
    atom_summary,
    atom_content,
    atom_author,
    atom_contributor,
    atom_published,
    atom_issued,
    atom_created,
    atom_updated,
    atom_modified,
    atom_category,
    atom_source,
    // Dublin Core.
    dc_title,
    dc_creator,
    dc_contributor,
    dc_publisher,
    dc_date,
    dc_issued,
    dc_created,
    dc_modified,
    dc_description,
    dc_identifier,
    dc_subject,
    dc_language,
    // Modules.
    content_encoded,
    media_content,
    media_group,
    media_title,
    media_description,
    media_keywords,
    media_category,
    media_credit,
    itunes_author,
    itunes_summary,
    itunes_subtitle,
    itunes_title,
    itunes_keywords,
    itunes_category,
    feedburner_orig_link,
    update_period,
    update_frequency,
    count_,
};
constexpr std::size_t field_count = static_cast<std::size_t>(Field::count_);

// The field an element of that vocabulary and local name (in any case) stands for.
Field field_of(Vocabulary vocabulary, std::string_view local_name);

}  // namespace watchword::feed
