package import Storage

extension SmallGroups {
    /// Whether a published version of the activity in a column is for minors alone.
    package static func areForMinors(_ column: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM view_activities_placed k WHERE k.activity_id = \(sql: column) AND k.age_max <= 18 AND COALESCE(k.age_min, 0) < 18)
        """
    }
}

extension Transaction {
    /// Of these activities those that are for minors alone.
    package func activitiesForMinors(among ids: [Int64]) throws -> Set<Int64> {
        guard !ids.isEmpty else { return [] }
        return Set(
            try rows(
                "SELECT DISTINCT k.activity_id FROM view_activities_placed k WHERE k.activity_id IN (\(list: ids)) AND k.age_max <= 18 AND COALESCE(k.age_min, 0) < 18"
            ) { try $0.int64("activity_id") })
    }
}
