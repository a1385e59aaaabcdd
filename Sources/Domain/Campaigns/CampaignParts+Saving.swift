import Kernel
import Language
import Storage
import Venues

extension Transaction {
    func replace(_ roles: [CampaignRole], of campaign: ID<Campaign>) throws {
        try execute("DELETE FROM campaigns_role WHERE campaign_id = \(campaign)")
        for (position, role) in roles.enumerated() {
            try execute(
                """
                INSERT INTO campaigns_role (campaign_id, position, organisation_id, role)
                VALUES (\(campaign), \(position), \(role.organisationID), \(role.kind))
                """)
        }
    }

    func replace(_ blocks: [Block], of campaign: ID<Campaign>) throws {
        try execute("DELETE FROM campaigns_block WHERE campaign_id = \(campaign)")
        for (position, block) in blocks.enumerated() {
            try execute(
                """
                INSERT INTO campaigns_block (campaign_id, key, position, name_zh, name_en, kind, note_zh, note_en)
                VALUES (\(campaign), \(block.key), \(position), \(block.name.zh), \(block.name.en), \(block.kind),
                    \(block.note?.zh), \(block.note?.en))
                """)
        }
    }

    func replace(_ themes: [Theme], of campaign: ID<Campaign>) throws {
        try execute("DELETE FROM campaigns_theme WHERE campaign_id = \(campaign)")
        for (position, theme) in themes.enumerated() {
            let note = theme.provenance.note
            try execute(
                """
                INSERT INTO campaigns_theme
                    (campaign_id, key, position, name_zh, name_en, month, host_id, begin_day, end_day, source, note_zh, note_en)
                VALUES (\(campaign), \(theme.key), \(position), \(theme.name.zh), \(theme.name.en), \(theme.month), \(theme.hostID),
                    \(theme.begin), \(theme.end), \(theme.provenance.sourceText), \(note?.zh), \(note?.en))
                """)
        }
    }

    func replace(_ figures: [AnnouncedFigure], of campaign: ID<Campaign>) throws {
        try execute("DELETE FROM campaigns_announced WHERE campaign_id = \(campaign)")
        for (position, figure) in figures.enumerated() {
            let note = figure.provenance.note
            try execute(
                """
                INSERT INTO campaigns_announced
                    (campaign_id, key, position, indicator, label_zh, label_en, value, unit_zh, unit_en, bound, as_of, repaired, source,
                    note_zh, note_en)
                VALUES (\(campaign), \(figure.key), \(position), \(figure.indicator), \(figure.label.zh), \(figure.label.en),
                    \(figure.value), \(figure.unit.zh), \(figure.unit.en), \(figure.bound), \(figure.asOf), \(figure.repaired),
                    \(figure.provenance.sourceText), \(note?.zh), \(note?.en))
                """)
        }
    }
}
