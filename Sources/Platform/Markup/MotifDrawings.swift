extension MotifFamily {
    func drawing(_ numbers: inout SeededNumbers) -> HTML {
        switch self {
        case .orbits: Self.orbits(&numbers)
        case .contours: Self.contours(&numbers)
        case .lattice: Self.lattice(&numbers)
        case .leaves: Self.leaves(&numbers)
        case .waves: Self.waves(&numbers)
        case .constellation: Self.constellation(&numbers)
        }
    }

    /// Paths around one sun, a body on each.
    private static func orbits(_ numbers: inout SeededNumbers) -> HTML {
        let (x, y, tilt) = (numbers.next(230...320), numbers.next(80...120), numbers.next(-35 ... -12))
        var pieces = [dot(x, y, numbers.next(9...13))]
        var radius = 46
        while radius < 290 {
            pieces.append(
                element(
                    "ellipse", .attribute("cx", "\(x)"), .attribute("cy", "\(y)"), .attribute("rx", "\(radius)"), .attribute("ry", "\(radius * 45 / 100)"),
                    .attribute("transform", "rotate(\(tilt) \(x) \(y))"), .attribute("opacity", radius < 150 ? ".8" : ".45")))
            let angle = numbers.next(0...359)
            let (along, across) = (Sine.times(radius, angle + 90), Sine.times(radius * 45 / 100, angle))
            pieces.append(
                dot(
                    x + Sine.times(along, tilt + 90) - Sine.times(across, tilt), y + Sine.times(along, tilt) + Sine.times(across, tilt + 90),
                    numbers.next(3...7)))
            radius += numbers.next(28...44)
        }
        return HTML(pieces)
    }

    /// Height lines around a summit.
    private static func contours(_ numbers: inout SeededNumbers) -> HTML {
        let (x, y) = (numbers.next(200...310), numbers.next(70...130))
        let (two, three) = (numbers.next(0...359), numbers.next(0...359))
        let rings = (1...8).map { ring in
            let points = stride(from: 0, to: 360, by: 36).map { angle in
                let radius = ring * 27 * (100 + Sine.times(13, 2 * angle + two + ring * 5) + Sine.times(9, 3 * angle + three)) / 100
                return (x + Sine.times(radius * 125 / 100, angle + 90), y + Sine.times(radius * 80 / 100, angle))
            }
            return closed(points)
        }
        return stroke(rings.prefix(5).joined(), ".85") + stroke(rings.suffix(3).joined(), ".45")
    }

    /// A sheet of hexagons that thins out to one side; some are full.
    private static func lattice(_ numbers: inout SeededNumbers) -> HTML {
        var (open, full) = ("", "")
        for row in 0...5 {
            for column in 0...8 where numbers.next(0...10) < 2 + column {
                let place = "M\(column * 52 + (row % 2) * 26 - 26) \(row * 45 - 30)"
                if numbers.next(0...8) == 0 { full += place + "l26 15v30l-26 15-26-15v-30z" } else { open += place + "l26 15v30l-26 15-26-15v-30z" }
            }
        }
        return stroke(open, ".6") + filled(full, ".35")
    }

    /// A twig with leaves to both sides.
    private static func leaves(_ numbers: inout SeededNumbers) -> HTML {
        let bend = numbers.next(-60...60)
        var (outlines, full) = ("", "")
        for step in 0...8 {
            let (x, y) = (60 + step * 40, 190 - step * 19 + Sine.times(bend, step * 20) / 2)
            for side in [-1, 1] {
                let (long, angle) = (numbers.next(44...68) - step * 2, -28 + side * numbers.next(42...58))
                let tip = (Sine.times(long, angle + 90), Sine.times(long, angle))
                let half = (tip.0 / 2, tip.1 / 2), bow = (tip.1 * -3 / 10, tip.0 * 3 / 10)
                let leaf = "M\(x) \(y)q\(half.0 + bow.0) \(half.1 + bow.1) \(tip.0) \(tip.1)q\(-half.0 - bow.0) \(-half.1 - bow.1) \(-tip.0) \(-tip.1)"
                if numbers.next(0...3) == 0 { full += leaf } else { outlines += leaf }
            }
        }
        let stem = (0...8).map { "\($0 == 0 ? "M" : "L")\(60 + $0 * 40) \(190 - $0 * 19 + Sine.times(bend, $0 * 20) / 2)" }.joined()
        return stroke(stem, ".8") + stroke(outlines, ".7") + filled(full, ".3")
    }

    /// Waves behind waves, a disc above them; all within the middle, which stays when the drawing is cut to a band.
    private static func waves(_ numbers: inout SeededNumbers) -> HTML {
        let length = numbers.next(44...62)
        var pieces = [dot(numbers.next(240...330), numbers.next(68...76), numbers.next(12...16))]
        for line in 0...6 {
            let (shift, height) = (numbers.next(0...length), 9 + line * 3 + numbers.next(0...6))
            let path = "M\(-shift - length) \(100 + line * 18)q\(length / 2)-\(height) \(length) 0" + String(repeating: "t\(length) 0", count: 560 / length)
            pieces.append(stroke(path, line % 3 == 0 ? ".85" : ".5"))
        }
        return HTML(pieces)
    }

    /// Stars over the whole sky, each joined to the nearest of those before it unless that is far.
    private static func constellation(_ numbers: inout SeededNumbers) -> HTML {
        var (stars, lines, bodies): ([(x: Int, y: Int)], String, [HTML]) = ([], "", [])
        for column in 0..<7 {
            for row in 0..<3 where numbers.next(0...9) < 6 {
                let star = (x: 28 + column * 57 + numbers.next(-18...18), y: 36 + row * 64 + numbers.next(-20...20))
                func distance(_ other: (x: Int, y: Int)) -> Int { (star.x - other.x) * (star.x - other.x) + (star.y - other.y) * (star.y - other.y) }
                if let near = stars.min(by: { distance($0) < distance($1) }), distance(near) < 9000 { lines += "M\(near.x) \(near.y)L\(star.x) \(star.y)" }
                stars.append(star)
                bodies.append(dot(star.x, star.y, numbers.next(2...6)))
            }
        }
        let dust = (0..<18).map { _ in "M\(numbers.next(4...396)) \(numbers.next(4...196))h1" }.joined()
        return stroke(lines, ".55") + HTML(bodies) + stroke(dust, ".6")
    }

    private static func dot(_ x: Int, _ y: Int, _ radius: Int) -> HTML {
        element("circle", .attribute("cx", "\(x)"), .attribute("cy", "\(y)"), .attribute("r", "\(radius)"), .attribute("fill", "currentColor"))
    }

    private static func stroke(_ path: String, _ opacity: String) -> HTML {
        element("path", .attribute("d", path), .attribute("opacity", opacity))
    }

    private static func filled(_ path: String, _ opacity: String) -> HTML {
        element("path", .attribute("d", path), .attribute("fill", "currentColor"), .attribute("stroke", "none"), .attribute("opacity", opacity))
    }

    /// A smooth closed line near the points: curves between the middles of their sides.
    private static func closed(_ points: [(Int, Int)]) -> String {
        func middle(_ a: (Int, Int), _ b: (Int, Int)) -> String { "\((a.0 + b.0) / 2) \((a.1 + b.1) / 2)" }
        var path = "M" + middle(points[points.count - 1], points[0])
        for (index, point) in points.enumerated() { path += "Q\(point.0) \(point.1) " + middle(point, points[(index + 1) % points.count]) }
        return path + "z"
    }
}
