import CPango
import Foundation

extension PDFSheet {
    /// Fine lines that cross about a centre, as on banknotes: quiet behind the text, and hard to draw by hand.
    /// - waves: how often the line swings on its way round; bands: how many lines lie in each other's swings.
    package func rosette(x: Double, y: Double, radius: Double, waves: Int, bands: Int, ink: PDFInk) {
        ink.use(on: canvas)
        cairo_set_line_width(canvas, 0.4)
        let steps = 720
        for band in 0..<bands {
            let turn = 2 * Double.pi * Double(band) / Double(bands * waves)
            for step in 0...steps {
                let angle = 2 * Double.pi * Double(step) / Double(steps)
                let distance = radius * (0.72 + 0.2 * cos(Double(waves) * (angle + turn)) + 0.08 * cos(Double(waves * 3) * (angle - turn)))
                let (left, top) = (x + distance * cos(angle), y + distance * sin(angle))
                if step == 0 { cairo_move_to(canvas, left, top) } else { cairo_line_to(canvas, left, top) }
            }
            cairo_close_path(canvas)
        }
        cairo_stroke(canvas)
    }

    /// A frame with drawn-in corners, `inset` points from each edge of the sheet.
    package func ornateFrame(inset: Double, corner: Double, line: Double, ink: PDFInk) {
        ink.use(on: canvas)
        cairo_set_line_width(canvas, line)
        let (left, top, right, bottom) = (inset, inset, Self.width - inset, Self.height - inset)
        let points = [
            (left + corner, top), (right - corner, top), (right - corner, top + corner), (right, top + corner), (right, bottom - corner),
            (right - corner, bottom - corner), (right - corner, bottom), (left + corner, bottom), (left + corner, bottom - corner), (left, bottom - corner),
            (left, top + corner), (left + corner, top + corner),
        ]
        cairo_move_to(canvas, points[0].0, points[0].1)
        for point in points.dropFirst() { cairo_line_to(canvas, point.0, point.1) }
        cairo_close_path(canvas)
        cairo_stroke(canvas)
    }

    /// A line across with a diamond in its middle.
    package func ornateRule(x: Double, y: Double, width: Double, ink: PDFInk) {
        ink.use(on: canvas)
        cairo_set_line_width(canvas, 0.75)
        let (middle, half) = (x + width / 2, 3.5)
        for (from, to) in [(x, middle - 3 * half), (middle + 3 * half, x + width)] {
            cairo_move_to(canvas, from, y)
            cairo_line_to(canvas, to, y)
        }
        cairo_stroke(canvas)
        cairo_move_to(canvas, middle - half, y)
        cairo_line_to(canvas, middle, y - half)
        cairo_line_to(canvas, middle + half, y)
        cairo_line_to(canvas, middle, y + half)
        cairo_close_path(canvas)
        cairo_fill(canvas)
    }
}
