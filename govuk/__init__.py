"""GOV.UK Design System for Django: form drawing, page skeleton, and the build of its CSS and scripts."""
