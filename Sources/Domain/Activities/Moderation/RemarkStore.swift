package import Campaigns
package import Kernel
package import Storage

extension Transaction {
    /// What the moderators of a campaign said about one version, by field.
    package func remarks(on activity: ID<Activity>, in campaign: ID<Campaign>, version: Int) throws -> [FieldRemark] {
        try rows(
            """
            SELECT field, text FROM activities_remark
            WHERE activity_id = \(activity) AND campaign_id = \(campaign) AND number = \(version) ORDER BY field
            """
        ) { row in FieldRemark(field: try row.text("field"), text: try row.text("text")) }
    }

    func keep(_ remarks: [FieldRemark], on placement: Placement, by actor: Int64) throws {
        for remark in remarks {
            try execute(
                """
                INSERT INTO activities_remark (activity_id, campaign_id, number, field, text, at, by_id)
                VALUES (\(placement.activity), \(placement.campaign), \(placement.number), \(remark.field), \(remark.text), \(now), \(actor))
                ON CONFLICT (activity_id, campaign_id, number, field) DO UPDATE SET text = excluded.text, at = excluded.at, by_id = excluded.by_id
                """)
        }
    }
}
